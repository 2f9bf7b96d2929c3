/**
 * How long a wait still is, in milliseconds. A clock that was set back makes it no longer than it was to be: it is over.
 * @param until when it ends, and `now`: milliseconds since the epoch
 * @param ms how long it was to be
 */
export function leftOf(until: number, ms: number, now: number): number {
  const left = until - now;
  return left > ms ? 0 : Math.max(0, left);
}

/** How long ago something was, in milliseconds; of what lies ahead, since the clock was set back, how far. */
export const ageOf = (at: number, now: number): number => Math.abs(now - at);
