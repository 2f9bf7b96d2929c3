import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

export const appId = '3f0c1a52-1111-4222-8333-444455556666';

/** Publishes a key and signs with it, as the Bot Framework does. */
export async function startIssuer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
  const server = createServer((request, response) => {
    response.end(JSON.stringify(request.url?.endsWith('/keys') ? { keys: [key] } : { jwks_uri: `${address}/keys` }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const header = (serviceUrl, sign) => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: address, aud: appId, nbf: now, exp: now + 3_600, serviceurl: serviceUrl };
    const parts = [{ alg: 'RS256', kid: 'key-1' }, claims].map((part) => Buffer.from(JSON.stringify(part)));
    const signed = parts.map((part) => part.toString('base64url')).join('.');
    return `Bearer ${signed}.${sign(signed).toString('base64url')}`;
  };
  return {
    address,
    /** The header of a caller who is answered at that address. */
    genuine: (serviceUrl) => header(serviceUrl, (text) => createSign('RSA-SHA256').update(text).sign(privateKey)),
    /** One that is all that it must be, but for its signature. */
    forged: () => header('http://127.0.0.1:1/', () => randomBytes(256)),
    close: () => server.close(),
  };
}
