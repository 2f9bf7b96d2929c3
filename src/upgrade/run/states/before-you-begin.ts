import { z } from 'zod';
import { canByApi } from '../../order/commerce-forms.js';
import { termsSold } from '../../order/offer.js';
import { newCart } from '../../order/order.js';
import { leastOfRun } from '../buying.js';
import { state } from '../definition.js';
import { beginning, decidedBy } from '../entering.js';
import { becomes } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';
import { sourceOf } from '../source-of.js';

/** What is important to know before anything is done, to be read and understood. */

const schema = z.object({ is: z.literal('beforeYouBegin') });

export const beforeYouBegin = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'beforeYouBegin', manual: 'beforeYouBegin' },
  card: 'before-you-begin',
  needs: 'steer',
  verbs: {
    acknowledge: {
      needs: 'steer',
      decide(run, asked) {
        const { plan } = run;
        if (!plan) return notNow;
        if (!asked.command.understood) return refuse({ why: 'notAcknowledged' });
        if (run.path === 'manual') return becomes(run, asked, { is: 'manualBuy' });
        const cart = newCart(sourceOf(run), plan, leastOfRun(run), termsSold(run.offer));
        if (canByApi[run.commerce].upgrade) return becomes(run, asked, { is: 'cart' }, { cart }, { plan });
        const { actor, now } = asked;
        return becomes(run, asked, beginning(run, 'guide', now), { cart, ...decidedBy(actor, run, now) }, { plan });
      },
    },
    choosePlan,
    splitPeople,
    schedule,
    stop,
  },
  findings: {},
});
