import { z } from 'zod';
import type { Subscription } from './facts.js';
import type { Terms } from './terms.js';

/** Why seats are no lasting ground to put people on. */
export const passingReasons = [
  'trial',
  'grace',
  'suspended',
  'lockedOut',
  'deleted',
  'unknownStatus',
  'endsBeforeOld',
  'notRenewed',
] as const;

/** Seats that will not last, with what they are and until when (ISO; null where nobody tells). */
export const passingSchema = z.object({
  subscriptionId: z.string(),
  seats: z.number().int(),
  because: z.enum(passingReasons),
  until: z.string().nullable(),
});
export type Passing = z.infer<typeof passingSchema>;
export type PassingReason = Passing['because'];

/** Why seats that will not last can be given to people all the same, for as long as they are there. */
const acceptable: readonly PassingReason[] = ['trial', 'grace', 'endsBeforeOld', 'notRenewed'];

export function isAcceptable(because: PassingReason): boolean {
  return acceptable.includes(because);
}

const byStatus: Partial<Record<Subscription['status'], PassingReason>> = {
  Warning: 'grace',
  Suspended: 'suspended',
  LockedOut: 'lockedOut',
  Deleted: 'deleted',
  Unknown: 'unknownStatus',
};

const day = 24 * 3_600_000;

/**
 * Why a purchase's seats will not last; undefined when they do. Only its row says what its seats are worth: the count of
 * a product mixes paid seats with trials and with those in grace.
 * @param terms what the commerce says of it; undefined where it does not
 * @param oldEndsAt when the old plan moves to its next status unless it is renewed (ISO)
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription (status, isTrial, nextLifecycleDateTime)
 */
export function whyPassing(
  row: Subscription,
  terms: Terms | undefined,
  oldEndsAt: string | null,
): PassingReason | undefined {
  if (row.isTrial) return 'trial';
  const status = byStatus[row.status];
  if (status) return status;
  if (terms?.autoRenew === false) return 'notRenewed';
  // What renews by itself lasts, however soon its term ends.
  return terms?.autoRenew !== true && endsBefore(row.nextLifecycleAt, oldEndsAt) ? 'endsBeforeOld' : undefined;
}

/** A day's difference is none: two purchases of the same day do not end at the same minute. */
function endsBefore(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && Date.parse(other) - Date.parse(one) > day;
}
