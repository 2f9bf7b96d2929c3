/**
 * A number from 0 up to, not including, 1 that a text stands for: as good as chance between texts, and the same each
 * time for the same one (FNV-1a).
 */
export function spreadOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  // The last steps mix what differs only at the text's end into all of the bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
