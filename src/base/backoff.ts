/** How waits grow from one failure to the next, in milliseconds. */
export type Backoff = {
  firstMs: number;
  longestMs: number;
  /** Half of each wait is by chance where this is given, so that what failed together does not come back together. */
  random?: () => number;
};

/**
 * How long to wait before the next attempt, in whole milliseconds: doubled each time.
 * @param failures how many attempts have failed in a row, from 1
 * @param atLeastMs what the other side asked for
 */
export function backoffMs(failures: number, { firstMs, longestMs, random }: Backoff, atLeastMs = 0): number {
  const full = Math.min(firstMs * 2 ** Math.min(failures - 1, 20), longestMs);
  if (!random) return Math.max(full, atLeastMs);
  return Math.ceil(Math.max((full * (1 + random())) / 2, atLeastMs + random() * firstMs));
}
