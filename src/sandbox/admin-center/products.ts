import type { ApiResponse } from '../http/message.js';
import { openTransition } from '../world/open-transition.js';
import { consumedBySubscription } from '../world/seats.js';
import type { Subscription } from '../world/state.js';
import { facts } from './fields.js';
import { html, type Markup } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, subscriptionPath } from './page-call.js';
import { canChangeSeats } from './seats-open.js';

export const productPages: readonly PageRoute[] = [{ method: 'GET', path: '', run: yourProducts }];

const statuses = ['Enabled', 'Warning', 'Suspended', 'Deleted'] as const;

/** Billing > Your products: every purchase, its status and its licences. */
function yourProducts(call: PageCall): ApiResponse {
  const { tenant, words, query } = call;
  const wanted = statuses.find((status) => status === query.get('status'));
  const shown = tenant.subscriptions.filter(({ status }) => wanted === undefined || status === wanted);
  const assigned = consumedBySubscription(tenant);
  const body = html`
<form method="get" action="${link(call, '/')}">
${words.lang === 'sv' ? html`<input type="hidden" name="lang" value="sv">` : undefined}
<label for="status">${words.subscriptionStatus}</label>
<select id="status" name="status"><option value="">${words.all}</option>${statuses.map(
    (status) =>
      html`<option value="${status}"${status === wanted ? html` selected` : undefined}>${words.status[status]}</option>`,
  )}</select>
<button type="submit">${words.show}</button>
</form>
${tenant.orders.some(({ status }) => status === 'pending') ? html`<p class="note">${words.pendingOrder}</p>` : undefined}
${shown.length === 0 ? html`<p>${words.noProducts}</p>` : undefined}
<ul class="plain">${shown.map((subscription) => row(call, subscription, assigned.get(subscription.id) ?? 0))}</ul>`;
  return htmlPage(call, { title: words.yourProducts, body });
}

function row(call: PageCall, subscription: Subscription, assigned: number): Markup {
  const { words, tenant } = call;
  const canChange = !openTransition(tenant) && canChangeSeats(tenant, subscription);
  return html`<li><article>
<h2><a href="${link(call, subscriptionPath(subscription))}">${subscription.friendlyName}</a></h2>
${facts([
  [words.subscriptionStatus, words.status[subscription.status]],
  [words.licenses, words.licensesAssigned(assigned, subscription.seats)],
])}
${
  canChange
    ? html`<p><a href="${link(call, subscriptionPath(subscription, '/licenses'))}" aria-label="${words.addRemoveLicenses}: ${subscription.friendlyName}">${words.addRemoveLicenses}</a></p>`
    : undefined
}
</article></li>`;
}
