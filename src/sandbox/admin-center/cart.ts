import { isCoveredBy, type Sku, skuWithId } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import { mostSeats } from '../world/orders.js';
import type { Basket, Subscription, Tenant } from '../world/state.js';
import { attachedAddOns } from '../world/subscriptions.js';
import { basketPath, withOpenBasket } from './basket.js';
import { billingCycleField, facts, form, textField } from './fields.js';
import { html, type Markup } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect } from './page-call.js';
import { chosen, wholeNumber } from './read-form.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { leastFor } from './upgrade-tab.js';

const pattern = '/cart/:token';

/** The Cart page: billing cycle, quantity, what happens to add-ons. */
export const cartPages: readonly PageRoute[] = [
  { method: 'GET', path: pattern, run: withOpenBasket((call, basket) => cartPage(call, basket)) },
  { method: 'POST', path: pattern, run: unlessUpgrading(withOpenBasket(goToCheckout)) },
];

export function planOf({ skuId }: Basket): Sku {
  const sku = skuWithId(skuId);
  if (!sku) throw new Error(`basket with a product ${skuId} outside the catalogue`);
  return sku;
}

/** The subscription that the basket's plan replaces; undefined for a purchase beside. */
export function replacedBy({ subscriptions }: Tenant, { sourceId }: Basket): Subscription | undefined {
  return subscriptions.find(({ commerceId }) => commerceId === sourceId);
}

/** Why the order cannot be for so many licences; undefined when it can. */
export function quantityProblem({ tenant, words }: PageCall, basket: Basket, quantity: number): string | undefined {
  const source = replacedBy(tenant, basket);
  const least = source ? leastFor(tenant, source) : 1;
  if (quantity < least) return source ? words.tooFew(least) : words.notANumber(least);
  return quantity > mostSeats ? words.tooMany(mostSeats) : undefined;
}

export function cartPage(call: PageCall, basket: Basket, problem?: string): ApiResponse {
  const { tenant, words, form: sent } = call;
  const source = replacedBy(tenant, basket);
  const plan = planOf(basket);
  const fields = html`${billingCycleField(words, sent.billingCycle ?? basket.billingCycle)}${textField(
    'quantity',
    words.quantity,
    sent.quantity ?? basket.quantity,
    {
      type: 'number',
      min: source ? leastFor(tenant, source) : 1,
      problem,
    },
  )}`;
  const body = html`<section>${facts([
    [words.plan, plan.displayName],
    ...(source ? [[words.replaces, source.friendlyName] as const] : []),
  ])}</section>
${source ? addOnsOf(call, source, plan) : undefined}
<section>${form(link(call, basketPath(basket)), fields, words.goToCheckout)}</section>`;
  return htmlPage(call, { title: words.cart, body, problem });
}

function addOnsOf({ tenant, words }: PageCall, source: Subscription, plan: Sku): Markup | undefined {
  const addOns = attachedAddOns(tenant, source);
  if (addOns.length === 0) return undefined;
  const isRemoved = ({ skuId }: Subscription) => {
    const sku = skuWithId(skuId);
    return sku !== undefined && isCoveredBy(sku, plan);
  };
  const named = (title: string, some: readonly Subscription[]) =>
    some.length === 0
      ? undefined
      : html`<h3>${title}</h3><ul>${some.map(({ friendlyName }) => html`<li>${friendlyName}</li>`)}</ul>`;
  return html`<section><h2>${words.addOns}</h2>
${named(
  words.kept,
  addOns.filter((addOn) => !isRemoved(addOn)),
)}
${named(words.removed, addOns.filter(isRemoved))}</section>`;
}

function goToCheckout(call: PageCall, basket: Basket): ApiResponse {
  const problem = takeTerms(call, basket);
  return problem === undefined ? redirect(call, basketPath(basket, '/checkout')) : cartPage(call, basket, problem);
}

/** Puts quantity and billing cycle from the form into the basket; gives what is wrong with them, if anything. */
function takeTerms(call: PageCall, basket: Basket): string | undefined {
  const { words, form: sent } = call;
  const billingCycle = chosen(sent.billingCycle, ['monthly', 'annual']);
  if (billingCycle === undefined) return words.chooseBilling;
  const quantity = wholeNumber(sent.quantity) ?? 0;
  const problem = quantityProblem(call, basket, quantity);
  if (problem !== undefined) return problem;
  basket.billingCycle = billingCycle;
  basket.quantity = quantity;
  return undefined;
}
