import { z } from 'zod';
import { termsSold } from '../../order/offer.js';
import { newCart } from '../../order/order.js';
import { leastOfRun, ordersByApi } from '../buying.js';
import { state } from '../definition.js';
import { adminTask } from '../entering.js';
import { becomes } from '../record.js';
import { afterBuying } from '../rules/after-buying.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';
import { aboutTaken, doubtAbout, taking } from '../rules/take-purchase.js';
import type { RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';
import { seatsFor } from '../targets.js';
import { offerOfBoth } from '../together.js';

/** Step 1 of the manual path: use an owned subscription or buy. */

const schema = z.object({ is: z.literal('manualBuy') });

export const manualBuy = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'cart', manual: 'buy' },
  card: 'manual-buy',
  needs: (run) => (ownsEnough(run) ? 'steer' : 'buy'),
  verbs: {
    useSubscription: {
      needs: 'steer',
      decide(run, asked) {
        const owned = sourceOf(run).owned.find((one) => one.subscriptionId === asked.command.subscription);
        // Of two plans each is bought in its turn.
        if (!owned || (run.split && owned.sku !== run.plan)) return refuse({ why: 'unknownSubscription' });
        const doubt = asked.command.accept ? undefined : doubtAbout(owned, run);
        if (doubt) return refuse(doubt);
        const taken = { ...run, ...taking(owned, run) };
        const { state, patch } = afterBuying(taken, asked.now);
        return becomes(taken, asked, state, patch, aboutTaken(owned));
      },
    },
    buyNew: {
      needs: 'buy',
      decide(run, asked) {
        if (!run.plan) return notNow;
        const alone = asked.offer ?? run.offer;
        const both = asked.beside && offerOfBoth(alone, asked.beside.offer);
        const offer = both ?? alone;
        const least = leastOfRun({ ...run, cart: null });
        const cart = newCart(sourceOf(run), run.plan, least, termsSold(offer), both && asked.beside);
        const patch = { cart, offer, useSubscriptionId: null };
        return ordersByApi({ ...run, offer }, 'purchase')
          ? becomes(run, asked, { is: 'cart' }, patch)
          : becomes(run, asked, adminTask('buy', asked.now), patch);
      },
    },
    choosePlan,
    splitPeople,
    schedule,
    stop,
  },
  findings: {},
});

/** Whether one of the subscriptions to the chosen plan has room for everyone. */
function ownsEnough(run: RunRecord): boolean {
  const source = sourceOf(run);
  const { plan } = run;
  return source.owned.some(({ sku, free, because }) => sku === plan && !because && free >= seatsFor(run, sku));
}
