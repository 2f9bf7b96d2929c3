/** How long what an admin confirmed holds, in milliseconds. */
export const confirmationHolds = 24 * 3_600_000;

/** Whether something was confirmed so long ago that it must be confirmed anew before it is done. */
export function isConfirmedTooLongAgo(confirmedAt: Date, now: Date): boolean {
  return now.getTime() - confirmedAt.getTime() > confirmationHolds;
}
