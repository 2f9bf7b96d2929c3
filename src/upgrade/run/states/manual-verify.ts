import { z } from 'zod';
import { termsSold } from '../../order/offer.js';
import { newCart } from '../../order/order.js';
import { isAcceptable } from '../../tenant/worth.js';
import { ordersByApi } from '../buying.js';
import { state } from '../definition.js';
import { adminTask, manualVerify as enterVerify, preparing } from '../entering.js';
import { amend, becomes, raiseNotice, to } from '../record.js';
import { notNow, notWhileHeld, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { stop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';
import type { In } from '../shape.js';
import { sourceOf } from '../source-of.js';
import { orderOfPlan, turningTo } from '../targets.js';
import { problemMet, troubled } from '../trouble.js';
import { isVerified, type Verification, verificationSchema } from '../verification.js';
import { hour, lookAgainAt } from '../waiting.js';

/** Step 2 of the manual path: looked at again and again until everything is right. */

const schema = z.object({
  is: z.literal('manualVerify'),
  since: z.string(),
  nextAt: z.string(),
  seen: verificationSchema.nullable(),
});
type ManualVerify = z.infer<typeof schema>;

const resume = { is: 'manualVerify' } as const;

export const manualVerify = state<ManualVerify>()({
  schema,
  step: { automatic: 'order', manual: 'verify' },
  card: 'manual-verify',
  needs: (run) => (seatsAreMissing(run) ? 'buy' : undefined),
  verbs: {
    check: {
      needs: 'see',
      decide: (run, { now }) => ({
        is: 'changed',
        run: amend(run, { state: { ...run.state, nextAt: now.toISOString() } }),
      }),
    },
    buyMore: {
      needs: 'buy',
      decide(run, asked) {
        const { plan, order, state } = run;
        const earlier = run.earlierOrders.filter((one) => one.plan === plan).at(-1);
        const before = orderOfPlan(run) ?? earlier;
        const missing = seatsToBuyMore(run, asked.now);
        if (!plan || !state.seen || missing === 0) return notNow;
        const offer = asked.offer ?? run.offer;
        const { growable } = state.seen;
        const byApi = ordersByApi({ ...run, offer }, growable ? 'seats' : 'purchase');
        const cart = newCart(sourceOf(run), plan, { needed: missing, owned: 0 }, termsSold(offer));
        const patch = {
          cart: before ? { ...cart, billingCycle: before.billingCycle, term: before.term } : cart,
          offer,
          seatsToBuy: missing,
          growing: byApi ? growable : null,
          order: null,
          earlierOrders: order ? [...run.earlierOrders, order] : run.earlierOrders,
        };
        return byApi
          ? becomes(run, asked, { is: 'cart' }, patch, { missing })
          : becomes(run, asked, adminTask('buy', asked.now), patch, { missing });
      },
    },
    /** Takes seats that will not last all the same. */
    useSubscription: {
      needs: 'steer',
      decide(run, asked) {
        const { subscription, accept } = asked.command;
        const passing = run.state.seen?.passing.find(({ subscriptionId }) => subscriptionId === subscription);
        if (!passing || !isAcceptable(passing.because)) return refuse({ why: 'unknownSubscription' });
        if (!accept) return refuse({ why: 'passingSeats', because: passing.because, until: passing.until });
        const accepted = [...run.accepted, subscription];
        return becomes(run, asked, enterVerify(asked.now), { accepted }, { subscription, because: passing.because });
      },
    },
    cancelOld: notWhileHeld,
    schedule,
    undo,
    stop,
  },
  findings: {
    verification(looked, { seen, plan, alongOfFirst, losingOfFirst, termsOfOld = null }, now) {
      // Of two plans it is told of the first that is not ready, else of that of the rest.
      const run = plan === undefined ? looked : { ...looked, ...turningTo(looked, plan) };
      const { state } = run;
      if (isVerified(seen)) {
        const split = run.split && {
          ...run.split,
          along: alongOfFirst ?? run.split.along,
          losing: losingOfFirst ?? null,
        };
        const { losingTeams, losing, along } = seen;
        const patch = { seatsToBuy: null, growing: null, termsOfOld, losingTeams, losing, along, split };
        const details = { seats: seen.seats };
        if (!run.snapshot) return to(run, preparing('reassign', now), now, 'verified', patch, details);
        const ready = to(run, { is: 'manualReassign' }, now, 'verified', patch, details);
        return raiseNotice(ready, 'readyToReassign', now);
      }
      const next: ManualVerify = { ...state, seen, nextAt: lookAgainAt(state.since, now, { atMost: hour }) };
      const same = run.plan === looked.plan && state.seen !== null && sameExceptTime(state.seen, seen);
      const patch = { attempts: 0, termsOfOld };
      return same ? amend(run, { state: next, ...patch }) : to(run, next, now, 'verification', patch);
    },
    problem: (run, found, now) => problemMet(run, found, resume, now),
    defect: (run, { text }, now) => troubled(run, { is: 'unexpected', text }, resume, now),
  },
});

/**
 * Licences that still have to be bought before everyone can be moved. 0 for an hour while Graph does not show those of
 * an order that was carried out: what is on its way must not be bought again.
 */
export function seatsToBuyMore(run: In<ManualVerify>, now: Date): number {
  const { state } = run;
  if (state.seen === null) return 0;
  const { seats, seatsNeeded } = state.seen;
  const order = orderOfPlan(run);
  const isLate = order?.outcome === 'completed' && seats < order.quantity;
  const isOnItsWay = isLate && now.getTime() - Date.parse(state.since) < hour;
  return isOnItsWay ? 0 : Math.max(0, seatsNeeded - seats);
}

/** Seats that were just ordered may show late in Graph; where nothing was ordered, they must be bought. */
function seatsAreMissing(run: In<ManualVerify>): boolean {
  const { state } = run;
  if (state.seen === null || orderOfPlan(run) !== null) return false;
  return state.seen.active && state.seen.seats < state.seen.seatsNeeded;
}

function sameExceptTime(a: Verification, b: Verification): boolean {
  return JSON.stringify({ ...a, checkedAt: '' }) === JSON.stringify({ ...b, checkedAt: '' });
}
