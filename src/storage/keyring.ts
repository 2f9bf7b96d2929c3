import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from '../base/derived-key.js';

/** A text that was encrypted; `key` names what it takes to read it. */
type Sealed = { key: string; sealed: string };

/** What came of reading a sealed text. */
type Opened = { is: 'text'; text: string } | { is: 'keyMissing' } | { is: 'damaged' };

/** The keys that documents are encrypted with: AES-256-GCM, a nonce of its own for every writing. */
export type Keyring = {
  /** The name of the key that is written with; undefined: nothing is encrypted. */
  current: string | undefined;
  /** Whether what was encrypted with the key of that name can be read. */
  has(key: string): boolean;
  /** @param place where the text belongs: it can be read nowhere else. @returns undefined without a key to write with */
  seal(text: string, place: string): Sealed | undefined;
  /** Reads what was sealed for that place, whichever of the keys it was sealed with. */
  open(sealed: Sealed, place: string): Opened;
};

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * @param secretKey the operator's key now; undefined: nothing is encrypted
 * @param formerKey the one before it, to read with
 */
export function keyringOf({
  secretKey,
  formerKey,
}: {
  secretKey?: string | undefined;
  formerKey?: string | undefined;
}) {
  const keys = new Map<string, Buffer>();
  for (const secret of [secretKey, formerKey]) if (secret) keys.set(nameOf(secret), derivedKey(secret, 'documents'));
  const current = secretKey && nameOf(secretKey);
  const ring: Keyring = {
    current,
    has: (key) => keys.has(key),
    seal(text, place) {
      const key = current && keys.get(current);
      return key && current ? { key: current, sealed: encrypt(key, text, place) } : undefined;
    },
    open({ key: name, sealed }, place) {
      const key = keys.get(name);
      return key ? decrypt(key, sealed, place) : { is: 'keyMissing' };
    },
  };
  return ring;
}

/** Tells one key from another, and nothing of what it is. */
const nameOf = (secret: string): string => derivedKey(secret, 'name of the key').toString('hex').slice(0, 12);

function encrypt(key: Buffer, text: string, place: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
  const written = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...written]).toString('base64');
}

function decrypt(key: Buffer, sealed: string, place: string): Opened {
  const bytes = Buffer.from(sealed, 'base64');
  const body = nonceBytes + tagBytes;
  if (bytes.length < body) return { is: 'damaged' };
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceBytes, body));
    const text = Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]);
    return { is: 'text', text: text.toString('utf8') };
  } catch {
    // The tag does not fit: changed on the disk, or put where it does not belong.
    return { is: 'damaged' };
  }
}
