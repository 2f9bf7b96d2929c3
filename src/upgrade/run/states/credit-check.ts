import { z } from 'zod';
import { state } from '../definition.js';
import { ordering } from '../entering.js';
import { amend, raiseNotice, to } from '../record.js';
import { declined, orderTaken, waitOnOrder } from '../rules/order.js';
import { tooLateToStop } from '../rules/stop.js';
import { meetsProblem, stumbles } from '../trouble.js';
import { lookAgainAt } from '../waiting.js';

/**
 * Microsoft checks the customer's credit, or reviews the order otherwise.
 * @see "Will a credit check be required?" in Microsoft's article on Office 365 E4
 */

export const creditCheckSchema = z.object({
  is: z.literal('creditCheck'),
  since: z.string(),
  nextAt: z.string(),
  /** When it should have ended at the latest. */
  latestEnd: z.string(),
});

/** How long between two looks at the most, in milliseconds: what is written down of people is kept as fresh. */
const looksEvery = 15 * 60_000;

export const creditCheck = state<z.infer<typeof creditCheckSchema>>()({
  schema: creditCheckSchema,
  step: { automatic: 'order', manual: 'buy' },
  card: 'credit-check',
  needs: undefined,
  uses: ['commerce'],
  verbs: { stop: tooLateToStop },
  findings: {
    order(run, { status }, now) {
      const { order, state } = run;
      if (!order) return run;
      const wait = { what: 'creditCheck', expectedBy: state.latestEnd } as const;
      switch (status.is) {
        case 'notFound':
          // An order once seen does not vanish; the reading side lags or hides it for a while.
          return waitOnOrder(run, { ...state, nextAt: lookAgainAt(state.since, now) }, wait, now);
        case 'underReview': {
          const nextAt = lookAgainAt(state.since, now, { atMost: looksEvery });
          return waitOnOrder(amend(run, { attempts: 0 }), { ...state, nextAt }, wait, now);
        }
        case 'inProgress': {
          if (order.kind === 'upgrade') return raiseNotice(orderTaken(run, order, now), 'creditCheckEnded', now);
          // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
          const nextAt = lookAgainAt(state.since, now);
          const followed = { ...ordering(now), nextAt, sent: true, sends: 1, seen: true };
          return raiseNotice(to(run, followed, now, 'creditCheckEnded', { attempts: 0 }), 'creditCheckEnded', now);
        }
        case 'completed': {
          const done = { ...order, outcome: 'completed' as const, commerceId: status.commerceId ?? null };
          return raiseNotice(orderTaken(run, done, now), 'creditCheckEnded', now);
        }
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
