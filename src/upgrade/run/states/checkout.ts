import { z } from 'zod';
import { changeAddress } from '../../order/address.js';
import { canByApi } from '../../order/commerce-forms.js';
import { invoiceAllowed } from '../../order/order.js';
import { type Asked, type CommandTo, state } from '../definition.js';
import { beginning, decidedBy, ordering } from '../entering.js';
import { newOrder } from '../new-order.js';
import { becomes } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { stop } from '../rules/stop.js';
import type { In } from '../shape.js';

/** Checkout: sold to, billed to, how it is paid, and the order. */

const schema = z.object({ is: z.literal('checkout') });
type Checkout = z.infer<typeof schema>;

export const checkout = state<Checkout>()({
  schema,
  step: { automatic: 'checkout', manual: 'buy' },
  card: 'checkout',
  needs: 'buy',
  verbs: {
    changeSoldTo: { needs: 'buy', decide: (run, asked) => changeParty(run, asked, 'soldTo') },
    changeBilledTo: { needs: 'buy', decide: (run, asked) => changeParty(run, asked, 'billedTo') },
    changePayment: {
      needs: 'buy',
      decide(run, asked) {
        if (!run.checkout) return notNow;
        const { payment } = asked.command;
        const { total, invoiceFrom } = asked;
        if (payment === 'invoice' && invoiceFrom && !invoiceAllowed(total, invoiceFrom)) {
          const { minor, currency } = invoiceFrom;
          return refuse({ why: 'invoiceBelowThreshold', thresholdMinor: minor, currency });
        }
        return becomes(run, asked, { is: 'checkout' }, { checkout: { ...run.checkout, payment } }, { payment });
      },
    },
    backToCart: { needs: 'buy', decide: (run, asked) => becomes(run, asked, { is: 'cart' }) },
    /** Fixes the order, key first; it is sent later, by the engine, never in the turn that asked for it. */
    placeOrder: {
      needs: 'buy',
      decide(run, asked) {
        const order = newOrder(run, asked);
        if (!order) return notNow;
        const { kind, plan, quantity, billingCycle, key } = order;
        if (!canByApi[run.commerce][kind === 'upgrade' ? 'upgrade' : 'buy']) return refuse({ why: 'notByApi' });
        const details = { plan, quantity, billingCycle, key };
        const { actor, now } = asked;
        if (kind !== 'upgrade') return becomes(run, asked, ordering(now), { order }, details);
        return becomes(run, asked, beginning(run, 'order', now), { order, ...decidedBy(actor, run, now) }, details);
      },
    },
    choosePlan,
    schedule,
    stop,
  },
  findings: {},
});

function changeParty(
  run: In<Checkout>,
  asked: Asked<CommandTo<'changeSoldTo' | 'changeBilledTo'>>,
  party: 'soldTo' | 'billedTo',
) {
  if (!run.checkout) return notNow;
  if (!canByApi[run.commerce].changeParties) return refuse({ why: 'notByApi' });
  const change = changeAddress(run.checkout[party], asked.command.address);
  if (!change.ok) return refuse(change.refusal);
  return becomes(run, asked, { is: 'checkout' }, { checkout: { ...run.checkout, [party]: change.address } });
}
