import { z } from 'zod';
import { isConfirmedTooLongAgo } from '../../confirmation.js';
import { orderReviews } from '../../order/reviews.js';
import { state } from '../definition.js';
import { ordering } from '../entering.js';
import { heldUp } from '../holdup.js';
import { amend, raiseNotice, to } from '../record.js';
import { unordered } from '../rules/another-way.js';
import { confirmAnew, orderSettled, orderTaken, waitOnOrder } from '../rules/order.js';
import { orderUnderReview } from '../rules/review.js';
import { stop, tooLateToStop } from '../rules/stop.js';
import { orderRead } from '../settled.js';
import type { In, OrderRecord } from '../shape.js';
import { meetsProblem, stumbles } from '../trouble.js';
import { lookAgainAt } from '../waiting.js';

/**
 * Microsoft checks the customer's credit, or reviews the order otherwise. A review of the customer's account comes
 * before the order is taken.
 * @see "Will a credit check be required?" in Microsoft's article on Office 365 E4
 */

export const creditCheckSchema = z.object({
  is: z.literal('creditCheck'),
  /** What is reviewed; left out by older versions, which knew only reviews of orders. */
  of: z.enum([...orderReviews, 'account']).default('order'),
  since: z.string(),
  nextAt: z.string(),
  /** When it should have ended at the latest. */
  latestEnd: z.string(),
});
type CreditCheck = z.infer<typeof creditCheckSchema>;

/** How long between two looks at the most, in milliseconds: what is written down of people is kept as fresh. */
const looksEvery = 15 * 60_000;

export const creditCheck = state<CreditCheck>()({
  schema: creditCheckSchema,
  step: { automatic: 'order', manual: 'buy' },
  card: 'credit-check',
  // A purchase order is uploaded by a person.
  needs: ({ state }) => (state.of === 'missingPurchaseOrder' ? 'buy' : undefined),
  // Before Microsoft moves people, what they have is kept written down, groups too.
  uses: ({ path }) => (path === 'automatic' ? ['groups', 'commerce'] : ['commerce']),
  verbs: {
    stop: {
      needs: 'steer',
      decide: (run, asked) =>
        run.state.of === 'account' ? stop.decide(unordered(run), asked) : tooLateToStop.decide(run, asked),
    },
  },
  findings: {
    order(before, { status }, now) {
      const read = orderRead(before, status, now);
      if (!read) return before;
      const { run, order, standing } = read;
      const { state } = run;
      const wait = { what: state.of === 'order' ? 'creditCheck' : 'review', expectedBy: state.latestEnd } as const;
      const ended = state.of === 'order' ? 'creditCheckEnded' : 'reviewEnded';
      if (standing.is === 'settled') {
        const settled = orderSettled(run, order, standing, now);
        return standing.refused.length === 0 ? raiseNotice(settled, ended, now) : settled;
      }
      const stands = standing.status;
      switch (stands.is) {
        case 'notFound':
          if (state.of === 'account') return sendAnew(run, order, now);
          // An order once seen does not vanish; the reading side lags or hides it for a while.
          return waitOnOrder(run, { ...state, nextAt: lookAgainAt(state.since, now) }, wait, now);
        case 'underReview': {
          if (stands.of !== state.of) return orderUnderReview(run, order, stands.of, now);
          const nextAt = lookAgainAt(state.since, now, { atMost: looksEvery });
          return waitOnOrder(amend(run, { attempts: 0, holdup: null }), { ...state, nextAt }, wait, now);
        }
        case 'unclear': {
          // An order that is seen, in whatever word, is not waited for to be taken any more.
          const of = state.of === 'account' ? 'order' : state.of;
          return heldUp(amend(run, { state: { ...state, of } }), { is: 'unknownWord', word: stands.word }, now);
        }
        case 'inProgress': {
          if (order.kind === 'upgrade') return raiseNotice(orderTaken(run, order, now), ended, now);
          // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
          const nextAt = lookAgainAt(state.since, now);
          const followed = { ...ordering(now), nextAt, sent: true, sends: 1, seen: true };
          return raiseNotice(to(run, followed, now, 'creditCheckEnded', { attempts: 0 }), ended, now);
        }
        default: {
          const never: never = stands;
          return never;
        }
      }
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

/** The account's review may have ended: the order is sent anew, while its confirmation holds. */
function sendAnew(run: In<CreditCheck>, order: OrderRecord, now: Date) {
  if (isConfirmedTooLongAgo(new Date(order.placedAt), now)) return confirmAnew(run, order, now);
  return to(run, { ...ordering(now), reviewSince: run.state.since }, now, 'sentAnew', { attempts: 0 });
}
