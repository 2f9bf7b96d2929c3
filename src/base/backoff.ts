const firstMs = 1_000;
const longestMs = 10 * 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubled each time, half of it by chance, so that messages
 * that failed together do not come back together.
 * @param attempts how many have failed, from 1.
 * @param atLeastMs what the other side asked for.
 */
export function backoffMs(attempts: number, random: () => number, atLeastMs = 0): number {
  const full = Math.min(firstMs * 2 ** Math.min(attempts - 1, 20), longestMs);
  return Math.max(full / 2 + (random() * full) / 2, atLeastMs + random() * firstMs);
}
