import type { BillingCycle, Cart } from '../../../upgrade/order/order.js';
import { minimumQuantity } from '../../../upgrade/order/order.js';
import { type Fact, licenses, newPlan, oldPlan, productNames, sourceFound } from '../pieces/pieces.js';
import { priceFor, priceUnknown } from '../pieces/prices.js';
import type { Draft, RunView } from '../view.js';

/** The cart: how to pay, how many, which add-ons stay, what it comes to. Step 5 of the article. */
export function cartCard(view: RunView, chosen: Cart): Draft {
  const { t, run } = view;
  const source = sourceFound(run);
  const minimum = run.seatsToBuy ?? (source === undefined ? 1 : minimumQuantity(source));
  const cycles = ['monthly', 'annual'] as const satisfies readonly BillingCycle[];
  const fixed: Fact[] = [
    ...(run.growing === null
      ? [{ title: t('cart.billingCycle'), value: t(`billingCycle.${chosen.billingCycle}`) }]
      : []),
    { title: t('cart.quantity'), value: view.format.number(chosen.quantity) },
  ];
  return {
    id: 'cart',
    title: t('cart.title'),
    data: {
      facts: [...itemFacts(view), ...(view.may.buy ? [] : fixed), ...addOnFacts(view, chosen)],
      choosesCycle: run.growing === null,
      billingCycle: chosen.billingCycle,
      cycles: cycles.map((cycle) => ({ value: cycle, title: t(`billingCycle.${cycle}`) })),
      quantity: chosen.quantity,
      minimum,
      quantityLabel: t(run.growing === null ? 'cart.quantityMinimum' : 'cart.quantityAdded', { minimum }),
      quantityError: t('cart.quantityError', { minimum }),
      totals: totals(view, chosen),
      after: [
        ...(run.path === 'manual' && (source?.addOns.length ?? 0) > 0
          ? [t('cart.addOnsEnd', { plan: oldPlan(run) })]
          : []),
        ...(run.growing === null ? [] : [t('cart.sameTerms')]),
        t('cart.nothingYet'),
      ],
    },
    alsoSay: ['quantity', ...(run.growing === null ? ['monthly', 'annual'] : []), 'schedule', 'stop'],
    // A number that can be ordered.
    examples: { quantity: t('cart.quantityExample', { quantity: minimum + 5 }) },
  };
}

function itemFacts(view: RunView): Fact[] {
  const { t, run } = view;
  if (run.growing !== null) return growingFacts(view, run.growing.seats);
  const source = sourceFound(run);
  const old = t('cart.source', { plan: oldPlan(run), seats: licenses(source?.seats ?? 0, view) });
  return [
    { title: t('common.plan'), value: newPlan(view) },
    { title: t(run.path === 'manual' ? 'cart.beside' : 'cart.replaces'), value: old },
  ];
}

/** Licences that are added to a subscription that is there. */
function growingFacts(view: RunView, seats: number): Fact[] {
  const { t, run } = view;
  return [
    { title: t('common.plan'), value: newPlan(view) },
    { title: t('cart.addedTo'), value: grows(view, seats, run.cart?.quantity ?? 0) },
  ];
}

/** How many licences a subscription has, and how many with those that are added. */
export function grows({ t }: RunView, seats: number, added: number): string {
  return t('cart.grows', { seats, after: seats + added });
}

function addOnFacts(view: RunView, { addOnsKept, addOnsRemoved }: Cart): Fact[] {
  const { t, run } = view;
  // On the manual path add-ons are neither moved nor removed: they hang on the old plan until it is canceled.
  if (run.path === 'manual') return [];
  return [
    ...(addOnsKept.length > 0 ? [{ title: t('addOns.kept'), value: productNames(addOnsKept, view) }] : []),
    ...(addOnsRemoved.length > 0 ? [{ title: t('addOns.removed'), value: productNames(addOnsRemoved, view) }] : []),
  ];
}

/** The total and the price of one license, or where they are seen. */
export function totals(view: RunView, { billingCycle, quantity }: Cart): Fact[] {
  const { t, format, run } = view;
  const plan = run.plan ?? '';
  const total = priceFor(view, plan, billingCycle, quantity);
  const one = priceFor(view, plan, billingCycle, 1);
  if (total === undefined || one === undefined) return [{ title: t('cart.total'), value: priceUnknown(view) }];
  return [
    { title: t('cart.perLicense'), value: t(`price.perLicense.${billingCycle}`, { price: format.money(one) }) },
    { title: t('cart.total'), value: t(`price.total.${billingCycle}`, { price: format.money(total) }) },
  ];
}
