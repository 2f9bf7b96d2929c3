/** How long what an admin confirmed holds, in milliseconds. */
export const confirmationHolds = 24 * 3_600_000;

/** By how much the clocks of those who confirm and of those who act may differ, in milliseconds. */
const clocksDiffer = 5 * 60_000;

/**
 * Whether something was confirmed so long ago that it must be confirmed anew before it is done. What lies ahead was
 * confirmed under a clock that has been set back since: nobody knows how long ago.
 */
export function isConfirmedTooLongAgo(confirmedAt: Date, now: Date): boolean {
  const age = now.getTime() - confirmedAt.getTime();
  return age > confirmationHolds || age < -clocksDiffer;
}
