import type { BesideInCart } from '../../../upgrade/order/beside.js';
import { termsSold } from '../../../upgrade/order/offer.js';
import { type Cart, type Money, minimumQuantity } from '../../../upgrade/order/order.js';
import { billingCycleSchema } from '../../../upgrade/order/term.js';
import { displayName, product } from '../../../upgrade/plans/plans.js';
import { isBought, isPlanSettled } from '../../../upgrade/run/bought.js';
import { leastOfRun } from '../../../upgrade/run/buying.js';
import { beginsWith } from '../../../upgrade/run/entering.js';
import { inCart } from '../../../upgrade/run/together.js';
import { totalOf } from '../../../upgrade/run/total.js';
import { bindsText } from '../pieces/bound.js';
import { alsoOrdered, itemsInCart, itemText } from '../pieces/order-items.js';
import {
  endingAddOns,
  type Fact,
  licenses,
  newPlan,
  oldPlan,
  productName,
  productNames,
  sourceFound,
  underOneLabel,
} from '../pieces/pieces.js';
import { currencyIn, cycleKnown, priceFor, priceUnknown } from '../pieces/prices.js';
import type { Draft, RunView } from '../view.js';

/** The cart: how to pay and for how long, how many, which add-ons stay, what it comes to. Step 5 of the article. */
export function cartCard(view: RunView, chosen: Cart): Draft {
  const { t, run } = view;
  const source = sourceFound(run);
  const minimum = source === undefined ? 1 : minimumQuantity(leastOfRun(run));
  const isGrowing = run.growing !== null;
  const quantity = { title: t('cart.quantity'), value: view.format.number(chosen.quantity) };
  const fixed: Fact[] = [...(isGrowing ? [] : boundFacts(view, chosen)), ...(chosen.beside ? [] : [quantity])];
  const choices = choicesOf(view, chosen);
  const ending = endingAddOns(run);
  return {
    id: 'cart',
    title: t('cart.title'),
    data: {
      facts: [...itemFacts(view, chosen), ...(view.may.buy ? [] : fixed), ...addOnFacts(view, chosen)],
      ...choices,
      quantity: chosen.quantity,
      minimum,
      quantityLabel: quantityLabel(view, chosen, minimum),
      beside: chosen.beside ? [besideInput(view, chosen.beside)] : [],
      quantityError: t('cart.quantityError', { minimum }),
      canChoose: !isPlanSettled(run),
      canLeave: run.seatsToBuy !== null,
      // Where no price is known there is no total to bring up to date.
      updateTitle: t(totalInCart(view, chosen) ? 'verbs.updateCart' : 'verbs.saveCart'),
      totals: [...todayFacts(view, chosen), ...totals(view, chosen)],
      beforeTax: totalInCart(view, chosen) ? [t('price.beforeTax')] : [],
      after: [
        isGrowing ? t('cart.sameTerms') : bindsText(view, chosen),
        ...(chosen.beside ? togetherTexts(view, chosen.beside) : []),
        ...(run.path === 'manual' && ending.length > 0
          ? [t('cart.addOnsEnd', { plan: oldPlan(run), addOns: productNames(ending, view) })]
          : []),
        ...notYet(view),
      ],
    },
    alsoSay: [
      'quantity',
      ...(choices.choosesCycle ? ['monthly', 'annual'] : []),
      ...(choices.choosesTerm ? ['oneMonth', 'oneYear'] : []),
      ...(run.seatsToBuy === null ? [] : ['backToVerify']),
      'schedule',
      'stop',
    ],
    // A number that can be ordered.
    examples: { quantity: quantityExample(view, chosen, minimum + 5) },
  };
}

function quantityLabel({ t, run }: RunView, { beside }: Cart, minimum: number): string {
  if (beside) return t('cart.quantityOf', { plan: displayName(inCart(run) ?? ''), minimum });
  return t(run.growing === null ? 'cart.quantityMinimum' : 'cart.quantityAdded', { minimum });
}

const quantityExample = ({ t }: RunView, { beside }: Cart, quantity: number): string =>
  beside ? t('cart.quantityExampleBoth', { quantity, beside: beside.needed }) : t('cart.quantityExample', { quantity });

/** Where it is said how many of the second product, or none, are ordered. */
function besideInput({ t }: RunView, { plan, quantity, needed }: BesideInCart) {
  const params = { plan: displayName(plan), minimum: needed };
  return { label: t('cart.quantityBeside', params), value: quantity, error: t('cart.quantityBesideError', params) };
}

/** Why both are in one order or, of what is left out, what that means; and how it is left out, for whoever can. */
function togetherTexts({ t, run, may }: RunView, { plan, quantity }: BesideInCart): string[] {
  const isTeams = product(plan)?.kind === 'teams';
  const names = { plan: productName(inCart(run) ?? ''), beside: productName(plan) };
  if (quantity === 0) return [t(isTeams ? 'cart.withoutTeams' : 'cart.apart', names)];
  return [
    t(isTeams ? 'cart.togetherTeams' : 'cart.together', names),
    ...(may.buy ? [t(isTeams ? 'cart.leaveTeamsOut' : 'cart.leaveOut', names)] : []),
  ];
}

/** That nothing is ordered, unless the line about the chosen time says so. */
function notYet({ t, run }: RunView): string[] {
  if (isBought(run)) return [t('cart.moreNotYet')];
  return run.schedule !== null && beginsWith(run) === 'order' ? [] : [t('cart.nothingYet')];
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

function itemFacts(view: RunView, cart: Cart): Fact[] {
  const { t, run } = view;
  if (run.growing !== null) return growingFacts(view, run.growing.seats);
  const source = sourceFound(run);
  const old = { plan: oldPlan(run), seats: licenses(source?.seats ?? 0, view) };
  const fact =
    run.path === 'manual'
      ? { title: t('cart.keeps'), value: t('cart.keptUntil', old) }
      : { title: t('cart.replaces'), value: t('cart.source', old) };
  return [...planFacts(view, cart), fact];
}

/** What is in the cart; of two products each with its licenses, also of one that is left out. */
function planFacts(view: RunView, cart: Cart): Fact[] {
  const { t, run } = view;
  const title = t('common.plan');
  if (!cart.beside) return [{ title, value: newPlan(view) }];
  const first = { plan: inCart(run) ?? '', quantity: cart.quantity };
  return underOneLabel([first, cart.beside].map((item) => ({ title, value: itemText(view, item) })));
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
  const source = run.cart?.alone ? undefined : sourceFound(run);
  // What everybody's old plan costs says nothing beside a plan that only some of them go to.
  const cost = source && run.split === null && priceFor(view, source.sku, billingCycle, source.seats);
  if (!cost) return [];
  const value = `${oldPlan(run)}: ${t(`price.total.${billingCycle}`, { price: format.money(cost) })}`;
  return [{ title: t('cart.today'), value }];
}

/** The total and the price of one license, or where they are seen; of two products what each comes to, and both. */
export function totals(view: RunView, cart: Cart): Fact[] {
  const { t, format, run } = view;
  if (alsoOrdered(cart)) return totalsApart(view, cart);
  const { billingCycle, term, quantity } = cart;
  const plan = inCart(run) ?? '';
  const total = priceFor(view, plan, billingCycle, quantity, term);
  const one = priceFor(view, plan, billingCycle, 1, term);
  if (total === undefined || one === undefined) return [{ title: t('cart.total'), value: unpriced(view, plan, term) }];
  return [
    { title: t('cart.perLicense'), value: t(`price.perLicense.${billingCycle}`, { price: format.money(one) }) },
    { title: t('cart.total'), value: t(`price.total.${billingCycle}`, { price: format.money(total) }) },
  ];
}

function totalsApart(view: RunView, cart: Cart): Fact[] {
  const { t, format } = view;
  const { billingCycle, term } = cart;
  const said = (price: Money) => t(`price.total.${billingCycle}`, { price: format.money(price) });
  const priced = itemsInCart(view, cart).map(({ plan, quantity }) => ({
    plan,
    price: priceFor(view, plan, billingCycle, quantity, term),
  }));
  const known = priced.flatMap(({ plan, price }) => (price ? [{ title: productName(plan), value: said(price) }] : []));
  const total = totalInCart(view, cart);
  const unknown = priced.find(({ price }) => price === undefined)?.plan ?? '';
  return [...known, { title: t('cart.total'), value: total ? said(total) : unpriced(view, unknown, term) }];
}

/** What all of a cart comes to; undefined where the price list does not tell it of everything in it. */
export function totalInCart({ run, context: { prices } }: RunView, cart: Cart): Money | undefined {
  const currency = currencyIn(run);
  if (!cycleKnown(run) || currency === undefined || prices === undefined) return undefined;
  return totalOf({ cart, plan: run.plan }, prices, currency).total;
}

/** A price of a year is none of a month that binds for itself. */
function unpriced(view: RunView, plan: string, term: Cart['term']): string {
  const isOfTerm = term !== 'P1Y' && priceFor(view, plan, 'monthly', 1) !== undefined;
  return isOfTerm ? view.t('price.unknown.term') : priceUnknown(view);
}
