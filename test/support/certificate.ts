import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export type Pair = { privateKey: KeyObject; publicKey: KeyObject };
export type Term = { from: Date; to: Date };

export const rsaPair = (): Pair => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const ecPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/**
 * A certificate that a key signed for itself, as PEM (RFC 5280, with no more than it needs).
 * @param hosts the names of a server it is for
 */
export function certificatePem({ privateKey, publicKey }: Pair, { from, to }: Term, hosts: string[] = []): string {
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  // sha256WithRSAEncryption and ecdsa-with-SHA256.
  const algorithm = isRsa
    ? sequence(objectId('2a864886f70d01010b'), der(0x05))
    : sequence(objectId('2a8648ce3d040302'));
  const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from('Upgrade Assistant')))));
  const forHosts = hosts.length > 0;
  const body = sequence(
    // Version 3, the first that can name hosts.
    ...(forHosts ? [der(0xa0, der(0x02, Buffer.of(2)))] : []),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime(from), utcTime(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(forHosts ? [der(0xa3, sequence(namesOf(hosts)))] : []),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', body, privateKey));
  const base64 = sequence(body, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** The extension subjectAltName. */
const namesOf = (hosts: string[]): Buffer =>
  sequence(objectId('551d11'), der(0x04, sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))));

export function keyPem({ privateKey }: Pair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (time: Date): Buffer =>
  der(0x17, Buffer.from(`${time.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
