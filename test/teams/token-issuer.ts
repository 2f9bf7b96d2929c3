import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TokenIssuer = {
  issuer: string;
  metadata: string;
  /** A token as the Bot Framework signs them; claims may be replaced. */
  token(claims: Record<string, unknown>, options?: { otherKey?: boolean; algorithm?: 'none' }): string;
  close(): Promise<void>;
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Publishes a key set of its own and signs tokens with it. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const key = { ...own.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
    const found = request.url === '/keys' ? { keys: [key] } : { issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    metadata: `${issuer}/.well-known/openidconfiguration`,
    token(claims, { otherKey = false, algorithm } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const head = encode({ typ: 'JWT', alg: algorithm ?? 'RS256', kid: 'key-1' });
      const body = encode({ iss: issuer, nbf: now - 60, exp: now + 3_600, ...claims });
      if (algorithm === 'none') return `${head}.${body}.`;
      const signer = createSign('RSA-SHA256').update(`${head}.${body}`);
      return `${head}.${body}.${signer.sign((otherKey ? other : own).privateKey, 'base64url')}`;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
