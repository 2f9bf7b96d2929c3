import { termsSold } from '../../../upgrade/order/offer.js';
import { type Cart, minimumQuantity } from '../../../upgrade/order/order.js';
import { billingCycleSchema } from '../../../upgrade/order/term.js';
import { leastOfRun } from '../../../upgrade/run/buying.js';
import { bindsText } from '../pieces/bound.js';
import { endingAddOns, type Fact, licenses, newPlan, oldPlan, productNames, sourceFound } from '../pieces/pieces.js';
import { priceFor, priceUnknown } from '../pieces/prices.js';
import type { Draft, RunView } from '../view.js';

/** The cart: how to pay and for how long, how many, which add-ons stay, what it comes to. Step 5 of the article. */
export function cartCard(view: RunView, chosen: Cart): Draft {
  const { t, run } = view;
  const source = sourceFound(run);
  const minimum = source === undefined ? 1 : minimumQuantity(leastOfRun(run));
  const isGrowing = run.growing !== null;
  const quantity = { title: t('cart.quantity'), value: view.format.number(chosen.quantity) };
  const fixed: Fact[] = [...(isGrowing ? [] : boundFacts(view, chosen)), quantity];
  const choices = choicesOf(view, chosen);
  const ending = endingAddOns(run);
  return {
    id: 'cart',
    title: t('cart.title'),
    data: {
      facts: [...itemFacts(view), ...(view.may.buy ? [] : fixed), ...addOnFacts(view, chosen)],
      ...choices,
      quantity: chosen.quantity,
      minimum,
      quantityLabel: t(isGrowing ? 'cart.quantityAdded' : 'cart.quantityMinimum', { minimum }),
      quantityError: t('cart.quantityError', { minimum }),
      totals: [...todayFacts(view, chosen), ...totals(view, chosen)],
      after: [
        isGrowing ? t('cart.sameTerms') : bindsText(view, chosen),
        ...(run.path === 'manual' && ending.length > 0
          ? [t('cart.addOnsEnd', { plan: oldPlan(run), addOns: productNames(ending, view) })]
          : []),
        t('cart.nothingYet'),
      ],
    },
    alsoSay: [
      'quantity',
      ...(choices.choosesCycle ? ['monthly', 'annual'] : []),
      ...(choices.choosesTerm ? ['oneMonth', 'oneYear'] : []),
      'schedule',
      'stop',
    ],
    // A number that can be ordered.
    examples: { quantity: t('cart.quantityExample', { quantity: minimum + 5 }) },
  };
}

/** What there is to choose from, as it is sold; of a subscription that grows, nothing. */
function choicesOf({ t, run }: RunView, { billingCycle, term }: Cart) {
  const sold = termsSold(run.offer);
  const cycles = billingCycleSchema.options.filter((cycle) => sold.some((one) => one.cycles.includes(cycle)));
  const isGrowing = run.growing !== null;
  return {
    choosesCycle: !isGrowing && cycles.length > 1,
    billingCycle,
    cycles: cycles.map((cycle) => ({ value: cycle, title: t(`billingCycle.${cycle}`) })),
    choosesTerm: !isGrowing && sold.length > 1,
    term,
    terms: sold.map((one) => ({ value: one.term, title: t(`term.${one.term}`) })),
  };
}

/** Billing cycle and term, for those who do not choose them. */
function boundFacts({ t }: RunView, { billingCycle, term }: Cart): Fact[] {
  return [
    { title: t('cart.billingCycle'), value: t(`billingCycle.${billingCycle}`) },
    { title: t('cart.term'), value: t(`term.${term}`) },
  ];
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

/** What the old plan costs today for as long, beside the new; nothing where the price list does not tell. */
function todayFacts(view: RunView, { billingCycle }: Cart): Fact[] {
  const { t, format, run } = view;
  const source = sourceFound(run);
  // What everybody's old plan costs says nothing beside a plan that only some of them go to.
  const cost = source && run.split === null && priceFor(view, source.sku, billingCycle, source.seats);
  if (!cost) return [];
  const value = `${oldPlan(run)}: ${t(`price.total.${billingCycle}`, { price: format.money(cost) })}`;
  return [{ title: t('cart.today'), value }];
}

/** The total and the price of one license, or where they are seen. */
export function totals(view: RunView, { billingCycle, term, quantity }: Cart): Fact[] {
  const { t, format, run } = view;
  const plan = run.plan ?? '';
  const total = priceFor(view, plan, billingCycle, quantity, term);
  const one = priceFor(view, plan, billingCycle, 1, term);
  if (total === undefined || one === undefined) return [{ title: t('cart.total'), value: unpriced(view, plan, term) }];
  return [
    { title: t('cart.perLicense'), value: t(`price.perLicense.${billingCycle}`, { price: format.money(one) }) },
    { title: t('cart.total'), value: t(`price.total.${billingCycle}`, { price: format.money(total) }) },
  ];
}

/** A price of a year is none of a month that binds for itself. */
function unpriced(view: RunView, plan: string, term: Cart['term']): string {
  const isOfTerm = term !== 'P1Y' && priceFor(view, plan, 'monthly', 1) !== undefined;
  return isOfTerm ? view.t('price.unknown.term') : priceUnknown(view);
}
