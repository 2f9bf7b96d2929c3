import { createHash } from 'node:crypto';

/**
 * A GUID that is the same whenever the same parts are given: a change that is sent again keeps its idempotency key
 * without anything having to be stored.
 */
export function derivedGuid(...parts: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  // Marked as a version 8 (custom) UUID of RFC 9562.
  const hex = `${hash.slice(0, 12)}8${hash.slice(13, 16)}a${hash.slice(17, 32)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
