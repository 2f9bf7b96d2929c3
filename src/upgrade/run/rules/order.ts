import { latestCreditCheckEnd } from '../../order/business-days.js';
import type { AnyState } from '../definition.js';
import { manualVerify, transition } from '../entering.js';
import { amend, raiseNotice, to } from '../record.js';
import type { In, OrderRecord, RunRecord } from '../shape.js';
import { assignedAtFirst } from '../source-of.js';
import { troubled } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';

/** What becomes of a run when the engine has read where its order stands. */

/** Microsoft reviews the order before it carries it out. */
export function orderUnderReview(run: RunRecord, order: OrderRecord, now: Date) {
  const at = now.toISOString();
  const latestEnd = latestCreditCheckEnd(new Date(order.placedAt)).toISOString();
  const review = { is: 'creditCheck', since: at, nextAt: lookAgainAt(at, now), latestEnd } as const;
  const reviewed = to(run, review, now, 'creditCheckStarted', { attempts: 0 }, { latestEnd });
  return raiseNotice(reviewed, 'creditCheckStarted', now);
}

/** Microsoft has taken the order: an upgrade is carried out, a purchase is verified. */
export function orderTaken(run: RunRecord, order: OrderRecord, now: Date) {
  const patch = { order, attempts: 0 };
  const details = { key: order.key };
  return order.kind === 'upgrade'
    ? to(run, transition(assignedAtFirst(run), now), now, 'orderTaken', patch, details)
    : to(run, manualVerify(now), now, 'orderTaken', patch, details);
}

/** Microsoft declined: the order is closed, and another may be placed. */
export function declined(
  run: RunRecord & { state: AnyState },
  order: OrderRecord,
  { code, text }: { code: string; text: string },
  now: Date,
) {
  const earlierOrders = [...run.earlierOrders, { ...order, outcome: 'declined' as const }];
  const closed = amend(run, { order: null, earlierOrders });
  return troubled(closed, { is: 'orderDeclined', code, text }, { is: 'checkout' } as const, now);
}

/** Looks again; a day after it should have come to something, a person is told and may let it look again. */
export function waitOnOrder<S extends AnyState & { since: string }>(
  run: In<S>,
  state: S,
  { what, expectedBy }: { what: 'creditCheck' | 'provisioning'; expectedBy: string },
  now: Date,
) {
  if (now.getTime() <= Date.parse(expectedBy) + 24 * hour) return amend(run, { state });
  return troubled(run, { is: 'overdue', what, since: state.since }, state, now);
}
