import { type Sku, soldBeside } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import { mostSeats } from '../world/orders.js';
import { basketPath, fillBasket } from './basket.js';
import { billingCycleField, form, textField } from './fields.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { notFoundPage } from './not-found-page.js';
import { link, type PageCall, type PageRoute, redirect } from './page-call.js';
import { chosen, wholeNumber } from './read-form.js';
import { unlessUpgrading } from './unless-upgrading.js';

/** Billing > Purchase services. @see https://learn.microsoft.com/microsoft-365/commerce/try-or-buy-microsoft-365 */
export const purchasePages: readonly PageRoute[] = [
  { method: 'GET', path: '/purchase', run: list },
  { method: 'GET', path: '/purchase/:plan', run: (call) => planPage(call) },
  { method: 'POST', path: '/purchase/:plan', run: unlessUpgrading(checkOut) },
];

function list(call: PageCall): ApiResponse {
  const { words } = call;
  const body = html`<ul class="plain">${soldBeside(call.tenant.scenario.source).map(
    ({ skuId, displayName }) => html`<li><article><h2>${displayName}</h2>
<p><a class="button" href="${link(call, `/purchase/${skuId}`)}" aria-label="${words.buyPlan(displayName)}">${words.buy}</a></p>
</article></li>`,
  )}</ul>`;
  return htmlPage(call, { title: words.purchaseServices, body });
}

function planPage(call: PageCall, problem?: string): ApiResponse {
  const { words, form: sent } = call;
  const sku = skuAsked(call);
  if (sku === undefined) return notFoundPage(call);
  const fields = html`${textField('quantity', words.quantity, sent.quantity ?? 1, { type: 'number', min: 1, problem })}
${billingCycleField(words, sent.billingCycle ?? 'annual')}`;
  const body = html`<section>${form(link(call, `/purchase/${sku.skuId}`), fields, words.checkOutNow)}</section>`;
  const title = words.buyPlan(sku.displayName);
  return htmlPage(call, { title, body, problem });
}

function checkOut(call: PageCall): ApiResponse {
  const { tenant, words, form: sent } = call;
  const sku = skuAsked(call);
  if (sku === undefined) return notFoundPage(call);
  const billingCycle = chosen(sent.billingCycle, ['monthly', 'annual']);
  if (billingCycle === undefined) return planPage(call, words.chooseBilling);
  const quantity = wholeNumber(sent.quantity);
  if (quantity === undefined || quantity < 1) return planPage(call, words.notANumber(1));
  if (quantity > mostSeats) return planPage(call, words.tooMany(mostSeats));
  const basket = fillBasket(tenant, { sourceId: null, skuId: sku.skuId, quantity, billingCycle });
  return redirect(call, basketPath(basket, '/checkout'));
}

/** What the address names, by its id or, where that can stand in one, by its part number. */
function skuAsked({ tenant, parameters }: PageCall): Sku | undefined {
  const asked = parameters.plan?.toLowerCase();
  return soldBeside(tenant.scenario.source).find(
    ({ skuId, skuPartNumber }) => skuId === asked || skuPartNumber.toLowerCase() === asked,
  );
}
