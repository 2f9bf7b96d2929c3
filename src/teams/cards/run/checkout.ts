import type { Address } from '../../../upgrade/order/address.js';
import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import type { Cart, Checkout } from '../../../upgrade/order/order.js';
import type { Run } from '../../../upgrade/run/run.js';
import { momentText, shortMoment } from '../lines/appointment.js';
import { licenses, newPlan, oldPlan } from '../pieces/pieces.js';
import { priceFor } from '../pieces/prices.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { grows, totals } from './cart.js';

/** Sold to, billed to, what is ordered and how it is paid. Steps 7 and 8 of the article. */
export function checkoutCard(view: RunView, chosen: Checkout, ordered: Cart): Draft {
  const { t, run } = view;
  const can = canByApi[run.commerce];
  const canOrder = run.path === 'automatic' ? can.upgrade : can.buy;
  const outcome =
    run.path === 'automatic'
      ? 'checkout.thenUpgrade'
      : run.growing === null
        ? 'checkout.thenPurchase'
        : 'checkout.thenSeats';
  const plan = run.growing === null ? oldPlan(run) : newPlan(view);
  return {
    id: 'checkout',
    title: t('checkout.title'),
    data: {
      canChange: can.changeParties && run.growing === null,
      canPay: run.growing === null,
      soldTo: party(view, 'soldTo', chosen.soldTo),
      billedTo: party(view, 'billedTo', chosen.billedTo),
      items: [
        {
          title: t('common.plan'),
          value: t('checkout.item', { plan: newPlan(view), licenses: licenses(ordered.quantity, view) }),
        },
        ...(run.growing === null
          ? [{ title: t('cart.billingCycle'), value: t(`billingCycle.${ordered.billingCycle}`) }]
          : [{ title: t('cart.addedTo'), value: grows(view, run.growing.seats, ordered.quantity) }]),
        ...totals(view, ordered),
      ],
      priced: priceFor(view, run.plan ?? '', ordered.billingCycle, ordered.quantity) !== undefined,
      payment: chosen.payment,
      paymentName: run.growing === null ? t(`payment.${chosen.payment}`) : t('cart.sameTerms'),
      payments: (['card', 'invoice'] as const).map((value) => ({ value, title: t(`payment.${value}`) })),
      creditCheck: t(`checkout.creditCheck.${chosen.payment}`),
      canOrder,
      outcome: canOrder ? [orderedThen(view) ?? t(outcome, { plan }), ...despiteTime(view)] : [t('checkout.notByApi')],
      placeOrderTitle: isPutOff(run) ? t('verbs.placeOrderAt', { at: shortMoment(view) }) : t('verbs.placeOrder'),
    },
    alsoSay: [...(run.growing === null ? ['card', 'invoice'] : []), 'schedule', 'stop'],
  };
}

/** Whether the order is sent at a chosen time. One that is bought beside the old plan never waits. */
const isPutOff = ({ path, schedule }: Run): boolean => path === 'automatic' && schedule !== null;

/** What comes of an order that is sent at a chosen time; undefined where it is sent at once. */
function orderedThen(view: RunView): string | undefined {
  const { t, run } = view;
  if (!isPutOff(run) || run.schedule === null) return undefined;
  return t('checkout.thenUpgradeAt', { at: momentText(view, run.schedule), plan: oldPlan(run) });
}

function despiteTime({ t, run }: RunView): string[] {
  return run.path === 'manual' && run.schedule !== null ? [t('checkout.nowDespiteTime')] : [];
}

const fields = [
  { name: 'companyName', isRequired: true },
  { name: 'firstName', isRequired: false },
  { name: 'lastName', isRequired: false },
  { name: 'email', isRequired: false },
  { name: 'phoneNumber', isRequired: false },
  { name: 'addressLine1', isRequired: true },
  { name: 'addressLine2', isRequired: false },
  { name: 'postalCode', isRequired: true },
  { name: 'city', isRequired: true },
  { name: 'state', isRequired: false },
  { name: 'country', isRequired: true },
] as const satisfies readonly { name: keyof Address; isRequired: boolean }[];

/** An address as lines to read and as inputs to change it; the inputs' ids begin with the party. */
function party(view: RunView, prefix: 'soldTo' | 'billedTo', address: Address | null): Record<string, unknown> {
  const { t } = view;
  return {
    lines: address === null ? [t('checkout.notTold')] : addressLines(view, address),
    inputs: fields.map(({ name, isRequired }) => {
      const label = t(`checkout.fields.${name}`);
      return {
        id: `${prefix}_${name}`,
        label,
        value: address?.[name] ?? '',
        isRequired,
        error: t(isRequired ? 'checkout.required' : 'checkout.invalid', { field: label }),
      };
    }),
  };
}

function addressLines({ format }: RunView, address: Address): string[] {
  const lines = [
    address.companyName,
    `${address.firstName} ${address.lastName}`,
    address.addressLine1,
    address.addressLine2,
    [address.postalCode, address.city, address.state].filter((part) => part !== '').join(' '),
    address.country === '' ? '' : format.country(address.country),
    address.email,
  ];
  return lines.map((line) => escapeMarkdown(line)).filter((line) => line !== '');
}
