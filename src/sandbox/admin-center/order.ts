import type { ApiResponse } from '../http/message.js';
import { hasPendingOrder, placeOrder } from '../world/orders.js';
import type { Basket, Order, Subscription, Tenant } from '../world/state.js';
import { startTransition } from '../world/transitions.js';
import { basketPath, withBasket } from './basket.js';
import { blockerMessages } from './blocker-messages.js';
import { cartPage, planOf, quantityProblem, replacedBy } from './cart.js';
import { checkoutPage } from './checkout.js';
import { facts } from './fields.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { notFoundPage } from './not-found-page.js';
import { link, type PageCall, type PageRoute, redirect, subscriptionPath } from './page-call.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { findPlans, upgradeTab } from './upgrade-tab.js';

const pattern = '/cart/:token/order';

/** Place order, and what became of it. */
export const orderPages: readonly PageRoute[] = [
  { method: 'GET', path: pattern, run: withBasket(confirmation) },
  { method: 'POST', path: pattern, run: withBasket(order) },
];

/** Orders what is in the basket. Sent twice, it is one order: the second time leads to the first one's page. */
function order(call: PageCall, basket: Basket): ApiResponse {
  if (basket.orderId !== null) return redirect(call, basketPath(basket, '/order'));
  return unlessUpgrading(() => orderNow(call, basket))(call);
}

function orderNow(call: PageCall, basket: Basket): ApiResponse {
  const { tenant, words, now } = call;
  const source = replacedBy(tenant, basket);
  if (source) {
    const { plans } = findPlans(tenant, source, now);
    if (plans.length === 0) return upgradeTab(call, source);
    if (!plans.includes(planOf(basket))) {
      return checkoutPage(call, basket, blockerMessages.TARGET_NOT_SUPPORTED[words.lang]);
    }
  }
  if (hasPendingOrder(tenant)) return checkoutPage(call, basket, words.pendingOrder);
  const problem = quantityProblem(call, basket, basket.quantity);
  if (problem !== undefined) return cartPage(call, basket, problem);
  basket.orderId = source ? upgrade(tenant, basket, source, now) : purchase(tenant, basket, now);
  return redirect(call, basketPath(basket, '/order'));
}

function upgrade(tenant: Tenant, basket: Basket, source: Subscription, at: number): string {
  const { orderId } = startTransition(tenant, {
    source,
    toSkuId: basket.skuId,
    quantity: basket.quantity,
    billingCycle: basket.billingCycle,
    termDuration: 'P1Y',
    movesPeople: true,
    key: basket.token,
    at,
  });
  return orderId;
}

function purchase(tenant: Tenant, { token, skuId, quantity, billingCycle }: Basket, at: number): string {
  const { id } = placeOrder(tenant, {
    alternateId: token,
    key: token,
    lines: [{ skuId, quantity, billingCycle, termDuration: 'P1Y' }],
    at,
  });
  return id;
}

function confirmation(call: PageCall, basket: Basket): ApiResponse {
  const { tenant, words } = call;
  const placed = tenant.orders.find(({ id }) => id === basket.orderId);
  if (!placed) return basket.orderId === null ? redirect(call, basketPath(basket, '/checkout')) : notFoundPage(call);
  const source = replacedBy(tenant, basket);
  const body = html`<section>${facts([
    [words.orderNumber, placed.id],
    [words.items, `${planOf(basket).displayName}, ${words.count(basket.quantity)}`],
    [words.payment, basket.payment === 'card' ? words.card : words.invoice],
    [words.statusOfOrder, words.orderStatus[placed.status]],
    ...(source ? [[words.statusOfUpgrade, upgradeStatus(call, placed)] as const] : []),
  ])}
<p><a href="${link(call, source ? subscriptionPath(source) : '/')}">${source?.friendlyName ?? words.yourProducts}</a></p></section>`;
  return htmlPage(call, { title: words.thanks, body });
}

function upgradeStatus({ tenant, words }: PageCall, { id }: Order): string {
  const transition = tenant.transitions.find(({ orderId }) => orderId === id);
  if (!transition || transition.isOpen) return words.upgradeStatus.running;
  return transition.events.at(-1)?.status === 'Completed' ? words.upgradeStatus.done : words.upgradeStatus.failed;
}
