import { z } from 'zod';
import { state } from '../definition.js';
import { amend } from '../record.js';
import { declined, orderTaken, orderUnderReview, waitOnOrder } from '../rules/order.js';
import { tooLateToStop } from '../rules/stop.js';
import type { In } from '../shape.js';
import { meetsProblem, stumbles, troubled } from '../trouble.js';
import { lookAgainAt, tryAgainAt } from '../waiting.js';

/** Places the order, and follows a purchase until it is carried out. */

export const orderingSchema = z.object({
  is: z.literal('ordering'),
  since: z.string(),
  nextAt: z.string(),
  /** From the moment it may have left this machine. */
  sent: z.boolean(),
  settlingReads: z.number().int(),
  /** How often the order was sent, always under its one key. */
  sends: z.number().int(),
  /** The commerce has shown it: an order once seen does not vanish, it is hidden for a while. */
  seen: z.boolean().default(false),
});
type Ordering = z.infer<typeof orderingSchema>;

/** Reads that must find nothing before an order whose outcome is unknown is taken not to have arrived. */
const readsToSettle = 4;

/** Times an order may be sent anew, under its one key, after it was settled that it had not arrived. */
const sendsAtMost = 3;

export const ordering = state<Ordering>()({
  schema: orderingSchema,
  step: { automatic: 'order', manual: 'buy' },
  card: 'progress',
  needs: undefined,
  uses: ['commerce'],
  verbs: { stop: tooLateToStop },
  findings: {
    cart: (run, { cartId }) => (run.order ? amend(run, { order: { ...run.order, cartId: cartId ?? null } }) : run),
    sending: (run) => amend(run, { state: { ...run.state, sent: true, settlingReads: 0, sends: run.state.sends + 1 } }),
    notTaken(run, { retryAfterMs }, now) {
      const { state } = run;
      if (!state.sent || state.seen) return run;
      const attempts = run.attempts + 1;
      const nextAt = tryAgainAt(attempts, now, retryAfterMs);
      return amend(run, { attempts, state: { ...state, sent: false, sends: Math.max(0, state.sends - 1), nextAt } });
    },
    order(run, { status }, now) {
      const { order } = run;
      if (!order) return run;
      switch (status.is) {
        case 'notFound':
          return notArrived(run, now);
        case 'underReview':
          return orderUnderReview(run, order, now);
        case 'inProgress': {
          if (order.kind === 'upgrade') return orderTaken(run, order, now);
          // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
          return follow(run, now);
        }
        case 'completed':
          return orderTaken(run, { ...order, outcome: 'completed', commerceId: status.commerceId ?? null }, now);
        case 'declined':
          return declined(run, order, status, now);
        default: {
          const never: never = status;
          return never;
        }
      }
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

/** A purchase that the commerce has taken is looked at until it is carried out. */
function follow(run: In<Ordering>, now: Date) {
  const { state } = run;
  const followed = { ...state, sent: true, seen: true, nextAt: lookAgainAt(state.since, now) };
  return waitOnOrder(run, followed, { what: 'provisioning', expectedBy: state.since }, now);
}

/** An order that left is sent again, under the same key, only after reading settled that it never arrived. */
function notArrived(run: In<Ordering>, now: Date) {
  const { state } = run;
  if (state.seen) return follow(run, now);
  const settlingReads = state.settlingReads + 1;
  if (settlingReads < readsToSettle)
    return amend(run, { state: { ...state, settlingReads, nextAt: tryAgainAt(settlingReads, now) } });
  if (state.sends >= sendsAtMost) {
    const resume: Ordering = { ...state, sent: true, settlingReads: 0, sends: 0 };
    return troubled(run, { is: 'orderUnsettled', since: state.since }, resume, now);
  }
  return amend(run, { state: { ...state, sent: false, settlingReads: 0, nextAt: now.toISOString() } });
}
