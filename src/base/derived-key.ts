import { hkdfSync } from 'node:crypto';

/** What one key of the operator is used for: each use has a key of its own, and none tells another. */
type Purpose = 'report links' | 'documents' | 'name of the key';

/** A key of 32 bytes for one purpose, from the operator's (HKDF with SHA-256, RFC 5869). */
export function derivedKey(secret: string, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `upgrade-assistant: ${purpose}`, 32));
}
