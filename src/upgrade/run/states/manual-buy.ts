import { z } from 'zod';
import { canByApi } from '../../order/commerce-forms.js';
import { newCart } from '../../order/order.js';
import { state } from '../definition.js';
import { adminTask, manualVerify } from '../entering.js';
import { becomes } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { stop } from '../rules/stop.js';
import { aboutTaken, doubtAbout, taking } from '../rules/take-purchase.js';
import type { RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';

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
        if (!owned) return refuse({ why: 'unknownSubscription' });
        const doubt = asked.command.accept ? undefined : doubtAbout(owned, run);
        if (doubt) return refuse(doubt);
        return becomes(run, asked, manualVerify(asked.now), taking(owned, run), aboutTaken(owned));
      },
    },
    buyNew: {
      needs: 'buy',
      decide(run, asked) {
        if (!run.plan) return notNow;
        const patch = { cart: newCart(sourceOf(run), run.plan), useSubscriptionId: null };
        return canByApi[run.commerce].buy
          ? becomes(run, asked, { is: 'cart' }, patch)
          : becomes(run, asked, adminTask('buy', asked.now), patch);
      },
    },
    choosePlan,
    schedule,
    stop,
  },
  findings: {},
});

/** Whether one of the subscriptions to the chosen plan has room for everyone. */
function ownsEnough(run: RunRecord): boolean {
  const { owned, assigned } = sourceOf(run);
  return owned.some(({ sku, free, because }) => sku === run.plan && !because && free >= assigned);
}
