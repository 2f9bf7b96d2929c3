import { isDeepStrictEqual } from 'node:util';
import type { Address } from '../../../upgrade/order/address.js';
import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { type Cart, type Checkout, payerOf, paymentsOf } from '../../../upgrade/order/order.js';
import { kindOfOrder, ordersByApi } from '../../../upgrade/run/buying.js';
import { waitingFor } from '../../../upgrade/run/large-orders.js';
import type { Run } from '../../../upgrade/run/run.js';
import { links } from '../../../upgrade/tenant/admin-center-links.js';
import { momentText, shortMoment } from '../lines/appointment.js';
import { attestation } from '../pieces/attestation.js';
import { bindsText, paymentName } from '../pieces/bound.js';
import { alsoOrdered, itemsInCart, itemText } from '../pieces/order-items.js';
import { newPlan, oldPlan, underOneLabel } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { grows, totalInCart, totals } from './cart.js';

/** Sold to, billed to, what is ordered and how it is paid. Steps 7 and 8 of the article. */
export function checkoutCard(view: RunView, chosen: Checkout, ordered: Cart): Draft {
  const { t, run } = view;
  const kind = kindOfOrder(run);
  const canOrder = ordersByApi(run, kind);
  const isGrowing = run.growing !== null;
  const payments = paymentsOf(chosen) ?? [];
  // A partner is billed whoever its customer is: that says nothing of a credit check.
  const payment = run.commerce === 'partner-center' ? 'untold' : (chosen.payment ?? 'untold');
  const canPay = !isGrowing && payments.length > 1;
  const { binds, payer, ...attested } = isGrowing ? untouched : asked(view, chosen, ordered);
  return {
    id: 'checkout',
    title: t('checkout.title'),
    data: {
      canChange: canByApi[run.commerce].changeParties && !isGrowing,
      canPay,
      soldTo: party(view, 'soldTo', chosen),
      billedTo: party(view, 'billedTo', chosen),
      payer,
      items: items(view, ordered),
      binds,
      priced: totalInCart(view, ordered) !== undefined,
      payment: chosen.payment ?? '',
      paymentName: isGrowing ? t('cart.sameTerms') : paymentName(view, chosen.payment),
      payments: payments.map((value) => ({ value, title: t(`payment.${value}`) })),
      creditCheck: isGrowing ? [] : [t(`checkout.creditCheck.${payment}`)],
      ...attested,
      ...written(view, attested.placeOrderInputs),
      canOrder,
      outcome: canOrder
        ? [
            ...secondWanted(view),
            orderedThen(view) ?? t(outcomeOf(kind, ordered), { plan: planMeant(view) }),
            ...despiteTime(view),
          ]
        : [t('checkout.notByApi')],
      placeOrderTitle: isPutOff(run) ? t('verbs.placeOrderAt', { at: shortMoment(view) }) : t('verbs.placeOrder'),
      pages: pagesFor(view, chosen),
    },
    alsoSay: [
      ...(canPay ? ['card', 'invoice'] : []),
      ...(attested.attestation.length > 0 ? ['attest'] : []),
      'schedule',
      'stop',
    ],
  };
}

/** Where a large order is confirmed by writing its quantity: asked for once it was to be placed without. */
function written({ t, context, may }: RunView, placeOrderInputs: string) {
  if (context.note?.why !== 'writeQuantity' || !may.buy) return { toWrite: [], placeOrderInputs };
  return { toWrite: [{ label: t('checkout.writeQuantity') }], placeOrderInputs: 'auto' };
}

/** That somebody has asked for the order, which a second admin has to place too. */
function secondWanted({ t, run, context }: RunView): string[] {
  const by = waitingFor(run, context.now);
  return by ? [t('checkout.secondWanted', { name: escapeMarkdown(by.name) })] : [];
}

const outcomes = {
  upgrade: 'checkout.thenUpgrade',
  purchase: 'checkout.thenPurchase',
  seats: 'checkout.thenSeats',
} as const;

/** Of two products in one order either may be taken without the other. */
const outcomeOf = (kind: keyof typeof outcomes, ordered: Cart): string =>
  alsoOrdered(ordered) ? 'checkout.thenBoth' : outcomes[kind];

const planMeant = (view: RunView): string => (view.run.growing === null ? oldPlan(view.run) : newPlan(view));

/** A subscription that grows is billed and bound as it is. */
const untouched = {
  binds: [],
  payer: {
    lines: [],
    canChoose: false,
    changeTitle: '',
    changeStyle: 'default',
    orderStyle: 'positive',
    chosen: '',
    choices: [],
  },
  attestation: [],
  attestedLine: [],
  placeOrderInputs: 'none',
};

/** What an order of its own asks: for how long, who pays, and what is attested. */
const asked = (view: RunView, chosen: Checkout, ordered: Cart) => ({
  binds: [bindsText(view, ordered)],
  payer: payerChoice(view, chosen),
  ...attestation(view),
});

function payerChoice({ t, format }: RunView, chosen: Checkout) {
  const { payers } = chosen;
  const payer = payerOf(chosen);
  const named = payers.map(({ id, name }, index) => ({
    value: id,
    title: `${format.number(index + 1)} · ${escapeMarkdown(name ?? id)}`,
  }));
  const name = payer?.name ?? undefined;
  const several = payers.length > 1;
  return {
    lines: name !== undefined ? [escapeMarkdown(name)] : several ? [t('checkout.choosePayer')] : [],
    canChoose: several,
    changeTitle: t(payer === undefined ? 'checkout.choose' : 'verbs.change'),
    changeStyle: payer === undefined ? 'positive' : 'default',
    orderStyle: several && payer === undefined ? 'default' : 'positive',
    chosen: payer?.id ?? '',
    choices: several ? named : [],
  };
}

function items(view: RunView, ordered: Cart) {
  const { t, run } = view;
  return underOneLabel([
    ...itemsInCart(view, ordered).map((item) => ({ title: t('common.plan'), value: itemText(view, item) })),
    run.growing === null
      ? { title: t('cart.billingCycle'), value: t(`billingCycle.${ordered.billingCycle}`) }
      : { title: t('cart.addedTo'), value: grows(view, run.growing.seats, ordered.quantity) },
    ...totals(view, ordered),
  ]);
}

/** Where what is missing is added, and what Microsoft does not tell is found. */
function pagesFor({ t, run }: RunView, chosen: Checkout) {
  const { soldTo, billedTo } = payerOf(chosen) ?? chosen;
  // A partner pays Microsoft: how is no matter of its customer.
  const isNotTold = run.commerce !== 'partner-center' && chosen.payment === null;
  const ids = [
    ...(soldTo === null || billedTo === null ? (['billingAccounts'] as const) : []),
    ...(isNotTold ? (['paymentMethods'] as const) : []),
  ];
  return ids.map((id) => ({ title: t(`links.${id}`), url: links[id] }));
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
function party(view: RunView, prefix: 'soldTo' | 'billedTo', chosen: Checkout): Record<string, unknown> {
  const { t } = view;
  const address = chosen[prefix];
  const isSame = prefix === 'billedTo' && isDeepStrictEqual(chosen.soldTo, chosen.billedTo);
  // Whoever pays has it on record or not; where nobody tells who may pay, it is not known.
  const missing = payerOf(chosen) ? t(`checkout.missing.${prefix}`) : t('checkout.notTold');
  return {
    lines: address === null ? [missing] : isSame ? [t('checkout.sameAsSoldTo')] : addressLines(view, address),
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

/** What there is of some parts. */
const joined = (between: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(between);

function addressLines({ format }: RunView, address: Address): string[] {
  const lines = [
    address.companyName,
    `${address.firstName} ${address.lastName}`,
    joined(', ', address.addressLine1, address.addressLine2),
    joined(
      ', ',
      joined(' ', address.postalCode, address.city, address.state),
      address.country === '' ? '' : format.country(address.country),
    ),
    address.email,
  ];
  return lines.map((line) => escapeMarkdown(line)).filter((line) => line !== '');
}
