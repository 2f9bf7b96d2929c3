import type { ApiResponse } from '../http/message.js';
import { assignedOf, isUsable } from '../world/seats.js';
import type { Subscription, Tenant } from '../world/state.js';
import { endSubscription, suspendedDays } from '../world/subscriptions.js';
import { form } from './fields.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect, subscriptionPath } from './page-call.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { withSubscription } from './with-subscription.js';

const pattern = '/subscriptions/:subscription/cancel';

/** Cancel subscription. @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/cancel-your-subscription */
export const cancelPages: readonly PageRoute[] = [
  { method: 'GET', path: pattern, run: withSubscription((call, subscription) => cancelPage(call, subscription)) },
  { method: 'POST', path: pattern, run: unlessUpgrading(withSubscription(cancel)) },
];

/** With more licences than this a subscription cannot be cancelled online. */
const mostToCancel = 25;

/** Why the subscription cannot be cancelled here; undefined when it can. */
function refusal({ tenant, words }: PageCall, subscription: Subscription): string | undefined {
  const { ownerTenantId, parentId, seats } = subscription;
  if (!isUsable(subscription) || ownerTenantId !== null) return words.cancelClosed;
  if (parentId !== null) return words.addOnByBase(baseName(tenant, parentId));
  return seats > mostToCancel ? words.tooManyToCancel(seats) : undefined;
}

function baseName({ subscriptions }: Tenant, id: string): string {
  return subscriptions.find(({ commerceId }) => commerceId === id)?.friendlyName ?? id;
}

function cancelPage(call: PageCall, subscription: Subscription, problem?: string): ApiResponse {
  const { tenant, words } = call;
  const title = `${words.cancelSubscription}: ${subscription.friendlyName}`;
  const refused = refusal(call, subscription);
  if (refused !== undefined) {
    const licenses = link(call, subscriptionPath(subscription, '/licenses'));
    const body =
      isUsable(subscription) && subscription.parentId === null
        ? html`<p><a href="${licenses}">${words.addRemoveLicenses}</a></p>`
        : html``;
    return htmlPage(call, { title, body, problem: refused, status: problem === undefined ? 200 : 409 });
  }
  const assigned = assignedOf(tenant, subscription);
  const fields = html`<label for="reason">${words.reason}</label>
<select id="reason" name="reason" required><option value=""></option>${Object.entries(words.reasons).map(
    ([name, reason]) => html`<option value="${name}">${reason}</option>`,
  )}</select>`;
  const body = html`<section><p>${words.assignedNow(assigned)}</p><p>${words.cancelEffect}</p>
${form(link(call, subscriptionPath(subscription, '/cancel')), fields, words.cancelNow)}</section>`;
  return htmlPage(call, { title, body, problem });
}

function cancel(call: PageCall, subscription: Subscription): ApiResponse {
  const { tenant, words, now, form: sent } = call;
  if (subscription.status === 'Suspended') return redirect(call, subscriptionPath(subscription));
  const refused = refusal(call, subscription);
  if (refused !== undefined) return cancelPage(call, subscription, refused);
  if (!Object.hasOwn(words.reasons, sent.reason ?? '')) return cancelPage(call, subscription, words.chooseReason);
  endSubscription(tenant, subscription, 'Suspended', 'admin-center', now, suspendedDays.direct);
  return redirect(call, subscriptionPath(subscription));
}
