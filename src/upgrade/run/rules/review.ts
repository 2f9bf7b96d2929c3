import { latestCreditCheckEnd } from '../../order/business-days.js';
import type { OrderReview } from '../../order/reviews.js';
import type { AnyState } from '../definition.js';
import { raiseNotice, to } from '../record.js';
import type { Notice, OrderRecord, RunRecord } from '../shape.js';
import { hour, lookAgainAt } from '../waiting.js';

/** What becomes of a run whose order Microsoft reviews, or that waits for a review of the customer's account. */

/** Microsoft names no end for the reviews that are no credit check; after this long, in milliseconds, a person is told. */
const longestReview = 14 * 24 * hour;

const told: Record<OrderReview, Notice['what']> = {
  order: 'creditCheckStarted',
  missingPurchaseOrder: 'purchaseOrderWanted',
  purchaseOrder: 'reviewStarted',
};

/** Microsoft reviews the order before it carries it out. */
export function orderUnderReview(run: RunRecord & { state: AnyState }, order: OrderRecord, of: OrderReview, now: Date) {
  const at = now.toISOString();
  const end = of === 'order' ? latestCreditCheckEnd(takenAt(run, order, now)) : new Date(now.getTime() + longestReview);
  const latestEnd = end.toISOString();
  const review = { is: 'creditCheck', of, since: at, nextAt: lookAgainAt(at, now), latestEnd } as const;
  const reviewed = to(run, review, now, 'creditCheckStarted', { attempts: 0 }, { of, latestEnd });
  return raiseNotice(reviewed, told[of], now);
}

/**
 * When Microsoft took the order, at the latest: a check begins then. It may have been placed days before, and waited for
 * its time, for an answer, or for another review.
 */
function takenAt({ state }: { state: AnyState }, { placedAt }: OrderRecord, now: Date): Date {
  const left = 'sentAt' in state && typeof state.sentAt === 'string' ? new Date(state.sentAt) : now;
  return left < new Date(placedAt) ? now : left;
}

/** How often the order is sent anew while Microsoft reviews the account, in milliseconds: the review takes days. */
const triedEvery = 4 * hour;

/**
 * Microsoft reviews the customer's account before it takes the order: nothing was ordered. It is sent anew while its
 * confirmation holds, which is told once; after that somebody confirms anew.
 * @param since when the review was first met (ISO); null when that is now
 */
export function accountUnderReview(run: RunRecord, since: string | null, now: Date) {
  const at = since ?? now.toISOString();
  const nextAt = new Date(now.getTime() + triedEvery).toISOString();
  const latestEnd = new Date(Date.parse(at) + longestReview).toISOString();
  const review = { is: 'creditCheck', of: 'account', since: at, nextAt, latestEnd } as const;
  const waiting = to(run, review, now, 'creditCheckStarted', { attempts: 0 }, { of: 'account', latestEnd });
  return since === null ? raiseNotice(waiting, 'accountReviewed', now) : waiting;
}
