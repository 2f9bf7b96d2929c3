import { z } from 'zod';
import { changeAddress } from '../../order/address.js';
import { canByApi } from '../../order/commerce-forms.js';
import { invoiceAllowed, paidBy, payerOf, paymentsOf } from '../../order/order.js';
import { canBeAttested, needsAttestation, ordersByApi } from '../buying.js';
import { type Asked, type CommandTo, state } from '../definition.js';
import { beginning, decidedBy, ordering } from '../entering.js';
import { gistOf, unwritten, waitsForSecond } from '../large-orders.js';
import { newOrder } from '../new-order.js';
import { becomes, telling } from '../record.js';
import type { Refusal } from '../refusal.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { schedule } from '../rules/schedule.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';
import type { In, OrderRecord, RunRecord } from '../shape.js';

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
        const offered = paymentsOf(run.checkout);
        if (!offered) return refuse({ why: 'notByApi' });
        if (!offered.includes(payment)) return refuse({ why: 'paymentNotOffered', payment });
        if (payment === 'invoice' && invoiceFrom && !invoiceAllowed(total, invoiceFrom)) {
          const { minor, currency } = invoiceFrom;
          return refuse({ why: 'invoiceBelowThreshold', thresholdMinor: minor, currency });
        }
        return becomes(run, asked, { is: 'checkout' }, { checkout: { ...run.checkout, payment } }, { payment });
      },
    },
    changePayer: {
      needs: 'buy',
      decide(run, asked) {
        if (!run.checkout) return notNow;
        const payer = run.checkout.payers.find(({ id }) => id === asked.command.payer);
        if (!payer) return refuse({ why: 'unknownPayer' });
        return becomes(run, asked, { is: 'checkout' }, { checkout: paidBy(run.checkout, payer) }, { payer: payer.id });
      },
    },
    attest: {
      needs: 'buy',
      decide(run, asked) {
        if (run.attested || !canBeAttested(run)) return notNow;
        return becomes(run, asked, { is: 'checkout' }, attestedBy(asked));
      },
    },
    backToCart: { needs: 'buy', decide: (run, asked) => becomes(run, asked, { is: 'cart' }) },
    /** Fixes the order, key first; it is sent later, by the engine, never in the turn that asked for it. */
    placeOrder: {
      needs: 'buy',
      decide(run, asked) {
        const attested = asked.command.attested && canBeAttested(run) && !run.attested ? attestedBy(asked) : {};
        const order = newOrder({ ...run, ...attested }, asked);
        if (!order) return notNow;
        const { kind, plan, quantity, billingCycle, term, key, beside } = order;
        if (!ordersByApi(run, kind)) return refuse({ why: 'notByApi' });
        const refusal = kind === 'seats' ? undefined : notReady({ ...run, ...attested });
        if (refusal) return refuse(refusal);
        const large = unwritten(run, asked);
        if (large) return refuse(large);
        const second = waitsForSecond(run, order, asked);
        if (second === 'askedBefore') return refuse({ why: 'secondAdmin' });
        if (second === 'asks') return asksForSecond(run, { ...asked, order, attested });
        const also = beside ? { beside: beside.plan, quantityBeside: beside.quantity } : {};
        const details = { plan, quantity, billingCycle, term, key, attested: order.attested, ...also };
        const { actor, now } = asked;
        const patch = { ...attested, order, wanted: null };
        if (kind !== 'upgrade') return becomes(run, asked, ordering(now), patch, details);
        return becomes(run, asked, beginning(run, 'order', now), { ...patch, ...decidedBy(actor, run, now) }, details);
      },
    },
    choosePlan,
    splitPeople,
    schedule,
    stop,
  },
  findings: {},
});

/** The first admin's order waits at checkout; those who follow the run hear of it. */
function asksForSecond(run: In<Checkout>, asked: Asked & { order: OrderRecord; attested: Partial<RunRecord> }) {
  const { actor, now, order, attested } = asked;
  const wanted = { by: actor, at: now.toISOString(), of: gistOf(order) };
  const { plan, quantity } = order;
  const waits = becomes(run, asked, { is: 'checkout' }, { ...attested, wanted }, { plan, quantity, approval: true });
  return telling<Checkout>(waits, 'approvalWanted', now);
}

const attestedBy = ({ actor, now }: Asked) => ({ attested: { by: actor, at: now.toISOString() } });

/** What is still to be said before an order can be placed. */
function notReady(run: RunRecord): Refusal | undefined {
  const { checkout } = run;
  if (checkout && checkout.payers.length > 0 && !payerOf(checkout)) return { why: 'payerNotChosen' };
  return needsAttestation(run) ? { why: 'notAttested' } : undefined;
}

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
