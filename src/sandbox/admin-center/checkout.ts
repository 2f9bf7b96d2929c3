import type { ApiResponse } from '../http/message.js';
import type { Basket, Party } from '../world/state.js';
import { basketPath, withOpenBasket } from './basket.js';
import { planOf } from './cart.js';
import { choiceField, form } from './fields.js';
import { html, type Markup } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect } from './page-call.js';
import { chosen } from './read-form.js';
import { soldTo } from './sold-to.js';
import { unlessUpgrading } from './unless-upgrading.js';

const one = '/cart/:token';

/** The Checkout page: sold to, billed to, items and payment, each with Change. */
export const checkoutPages: readonly PageRoute[] = [
  { method: 'GET', path: `${one}/checkout`, run: withOpenBasket((call, basket) => checkoutPage(call, basket)) },
  { method: 'GET', path: `${one}/payment`, run: withOpenBasket((call, basket) => paymentPage(call, basket)) },
  { method: 'POST', path: `${one}/payment`, run: unlessUpgrading(withOpenBasket(changePayment)) },
];

export function checkoutPage(call: PageCall, basket: Basket, problem?: string): ApiResponse {
  const { tenant, words } = call;
  const cycle = basket.billingCycle === 'monthly' ? words.monthly : words.annual;
  const part = (title: string, what: Markup, change: string) => html`<section><h2>${title}</h2>
<p>${what}</p>
<p><a href="${link(call, basketPath(basket, change))}" aria-label="${words.change}: ${title}">${words.change}</a></p></section>`;
  const body = html`
${part(words.soldTo, lines(soldTo(tenant)), '/sold-to')}
${part(words.billedTo, lines(basket.billedTo), '/billed-to')}
${part(words.items, html`${planOf(basket).displayName}, ${words.count(basket.quantity)}<br>${cycle}`, '')}
${part(words.payment, html`${basket.payment === 'card' ? words.card : words.invoice}`, '/payment')}
${form(link(call, basketPath(basket, '/order')), html``, words.placeOrder)}`;
  return htmlPage(call, { title: words.checkout, body, problem, status: problem === undefined ? 200 : 409 });
}

function lines({ name, addressLine1, postalCode, city, country }: Party): Markup {
  return html`${name}<br>${addressLine1}<br>${postalCode} ${city}<br>${country}`;
}

function paymentPage(call: PageCall, basket: Basket, problem?: string): ApiResponse {
  const { words } = call;
  const choices = { card: words.card, invoice: words.invoice };
  const body = html`<section>${form(
    link(call, basketPath(basket, '/payment')),
    html`${choiceField('payment', words.payment, choices, basket.payment)}<p>${words.invoiceNote}</p>`,
    words.save,
  )}</section>`;
  return htmlPage(call, { title: words.payment, body, problem });
}

function changePayment(call: PageCall, basket: Basket): ApiResponse {
  const payment = chosen(call.form.payment, ['card', 'invoice']);
  if (payment === undefined) return paymentPage(call, basket, call.words.choosePayment);
  basket.payment = payment;
  return redirect(call, basketPath(basket, '/checkout'));
}
