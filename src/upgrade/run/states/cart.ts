import { z } from 'zod';
import { termsSold } from '../../order/offer.js';
import { changeCart, newCheckout, readAgain } from '../../order/order.js';
import { seatsOwned } from '../../tenant/assessment.js';
import { leastOfRun } from '../buying.js';
import { type Asked, type CommandTo, state } from '../definition.js';
import { manualVerify } from '../entering.js';
import { becomes } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';
import type { In, RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';
import { inCart } from '../together.js';

/** The cart: plan, billing cycle, quantity and add-ons. */

const schema = z.object({ is: z.literal('cart') });
type Cart = z.infer<typeof schema>;

export const cart = state<Cart>()({
  schema,
  step: { automatic: 'cart', manual: 'buy' },
  card: 'cart',
  needs: 'buy',
  verbs: {
    updateCart: {
      needs: 'buy',
      decide(run, asked) {
        const change = changed(run, asked);
        if (!change) return notNow;
        if (!change.ok) return refuse(change.refusal);
        return becomes(run, asked, { is: 'cart' }, { cart: change.cart }, detailsOf(change.cart));
      },
    },
    goToCheckout: {
      needs: 'buy',
      decide(run, asked) {
        const change = changed(run, asked);
        if (!change) return notNow;
        if (!change.ok) return refuse(change.refusal);
        const checkout = asked.payers ? readAgain(run.checkout, asked.payers) : (run.checkout ?? newCheckout());
        return becomes(run, asked, { is: 'checkout' }, { cart: change.cart, checkout }, detailsOf(change.cart));
      },
    },
    backToVerify: {
      needs: 'buy',
      decide: (run, asked) =>
        run.seatsToBuy === null
          ? notNow
          : becomes(run, asked, manualVerify(asked.now), { seatsToBuy: null, growing: null }),
    },
    choosePlan,
    splitPeople,
    schedule,
    stop,
  },
  findings: {},
});

function changed(run: In<Cart>, { command }: Asked<CommandTo<'updateCart' | 'goToCheckout'>>) {
  const { cart, offer } = run;
  const plan = inCart(run);
  const ordered = plan === null ? undefined : { plan, beside: seatsOwned(sourceOf(run), plan) };
  return cart ? changeCart(cart, command, leastOfRun(run), termsSold(offer), ordered) : undefined;
}

const detailsOf = ({ billingCycle, term, quantity, beside }: NonNullable<RunRecord['cart']>) => ({
  billingCycle,
  term,
  quantity,
  ...(beside ? { beside: beside.plan, quantityBeside: beside.quantity } : {}),
});
