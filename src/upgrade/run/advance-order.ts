import { latestCreditCheckEnd } from '../order/order.js';
import type { OrderStatus } from '../ports.js';
import { amend, raiseNotice, to } from './record.js';
import type { OrderRecord, Resume, Run, RunState } from './run.js';
import { troubled } from './trouble.js';
import { hour, lookAgainAt, tryAgainAt } from './waiting.js';

/** What becomes of a run when the engine has read where its order stands. */

/** Reads that must find nothing before an order whose outcome is unknown is taken not to have arrived. */
const readsToSettle = 4;

/** Times an order may be sent anew, under its one key, after it was settled that it had not arrived. */
const sendsAtMost = 3;

export function orderSeen(run: Run, status: OrderStatus, now: Date): Run {
  const { state, order } = run;
  if (!order || (state.is !== 'ordering' && state.is !== 'creditCheck' && state.is !== 'transition')) return run;
  const at = now.toISOString();
  switch (status.is) {
    case 'notFound': {
      if (state.is === 'ordering') return orderNotFound(run, state, now);
      // An order once seen does not vanish; the reading side lags or hides it for a while.
      const hidden = { ...state, nextAt: lookAgainAt(state.since, now) };
      return hidden.is === 'creditCheck' ? waitOn(run, hidden, now) : amend(run, { state: hidden });
    }

    case 'underReview': {
      if (state.is === 'creditCheck') {
        const nextAt = lookAgainAt(state.since, now, { atMost: hour });
        return waitOn(amend(run, { attempts: 0 }), { ...state, nextAt }, now);
      }
      const latestEnd = latestCreditCheckEnd(new Date(order.placedAt)).toISOString();
      const review: RunState = { is: 'creditCheck', since: at, nextAt: lookAgainAt(at, now), latestEnd };
      return raiseNotice(
        to(run, review, now, 'creditCheckStarted', { attempts: 0 }, { latestEnd }),
        'creditCheckStarted',
        now,
      );
    }

    case 'inProgress': {
      if (state.is === 'transition') return run;
      if (order.kind === 'upgrade') return afterReview(orderTaken(run, order, now), state, now);
      // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
      const nextAt = lookAgainAt(state.since, now);
      if (state.is === 'ordering') return waitOn(run, { ...state, sent: true, nextAt }, now);
      const followed: RunState = { is: 'ordering', since: at, nextAt, sent: true, settlingReads: 0, sends: 1 };
      return raiseNotice(to(run, followed, now, 'creditCheckEnded', { attempts: 0 }), 'creditCheckEnded', now);
    }

    case 'completed': {
      if (state.is === 'transition') return run;
      const done: OrderRecord = { ...order, outcome: 'completed', commerceId: status.commerceId ?? null };
      return afterReview(orderTaken(run, done, now), state, now);
    }

    case 'declined':
      return declined(run, order, status, now);

    default: {
      const never: never = status;
      return never;
    }
  }
}

/** Looks again at `nextAt`; a day after it should have come to something, a person is told and may let it look again. */
function waitOn(run: Run, state: Extract<RunState, { is: 'ordering' | 'creditCheck' }>, now: Date): Run {
  const [expectedBy, what] =
    state.is === 'creditCheck' ? [state.latestEnd, state.is] : [state.since, 'provisioning' as const];
  if (now.getTime() <= Date.parse(expectedBy) + 24 * hour) return amend(run, { state });
  return troubled(run, { is: 'overdue', what, since: state.since }, state, now);
}

/** An order that left is sent again, under the same key, only after reading settled that it never arrived. */
function orderNotFound(run: Run, state: Extract<RunState, { is: 'ordering' }>, now: Date): Run {
  const settlingReads = state.settlingReads + 1;
  if (settlingReads < readsToSettle)
    return amend(run, { state: { ...state, settlingReads, nextAt: tryAgainAt(settlingReads, now) } });
  if (state.sends >= sendsAtMost) {
    const resume: Resume = { ...state, sent: true, settlingReads: 0, sends: 0 };
    return troubled(run, { is: 'orderUnsettled', since: state.since }, resume, now);
  }
  return amend(run, { state: { ...state, sent: false, settlingReads: 0, nextAt: now.toISOString() } });
}

function orderTaken(run: Run, order: OrderRecord, now: Date): Run {
  const at = now.toISOString();
  const total = assignedAtFirst(run);
  const next: RunState =
    order.kind === 'upgrade'
      ? { is: 'transition', since: at, nextAt: at, moved: 0, total }
      : { is: 'manualVerify', since: at, nextAt: at, seen: null };
  return to(run, next, now, 'orderTaken', { order, attempts: 0 }, { key: order.key });
}

export function assignedAtFirst({ assessment }: Run): number {
  return assessment.is === 'noSource' ? 0 : assessment.source.assigned;
}

function afterReview(run: Run, before: RunState, now: Date): Run {
  return before.is === 'creditCheck' ? raiseNotice(run, 'creditCheckEnded', now) : run;
}

function declined(run: Run, order: OrderRecord, { code, text }: { code: string; text: string }, now: Date): Run {
  const closed = amend(run, { order: null, earlierOrders: [...run.earlierOrders, { ...order, outcome: 'declined' }] });
  return troubled(closed, { is: 'orderDeclined', code, text }, { is: 'checkout' }, now);
}
