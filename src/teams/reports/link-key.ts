import { randomBytes } from 'node:crypto';
import { derivedKey } from '../../base/derived-key.js';

/**
 * The key that links are signed with. It never lies with what they open.
 * @param secretKey the operator's; without it links end with the process, a quarter of an hour early at most
 */
export function linkKey(secretKey: string | undefined): Buffer {
  return secretKey === undefined ? randomBytes(32) : derivedKey(secretKey, 'report links');
}
