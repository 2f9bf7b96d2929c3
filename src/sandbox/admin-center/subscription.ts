import type { ApiResponse } from '../http/message.js';
import { sourceSubscription } from '../world/blockers.js';
import { openTransition } from '../world/open-transition.js';
import { assignedOf } from '../world/seats.js';
import type { Subscription } from '../world/state.js';
import { attachedAddOns, setStatus } from '../world/subscriptions.js';
import { facts, form } from './fields.js';
import { html, type Markup } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect, subscriptionPath } from './page-call.js';
import { canChangeSeats } from './seats-open.js';
import { tabs } from './tabs.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { withSubscription } from './with-subscription.js';

const one = '/subscriptions/:subscription';

export const subscriptionPages: readonly PageRoute[] = [
  { method: 'GET', path: one, run: withSubscription(details) },
  { method: 'POST', path: `${one}/pay`, run: unlessUpgrading(withSubscription(pay)) },
  { method: 'POST', path: `${one}/reactivate`, run: unlessUpgrading(withSubscription(reactivate)) },
];

function details(call: PageCall, subscription: Subscription): ApiResponse {
  const { tenant, words, now } = call;
  const assigned = assignedOf(tenant, subscription);
  const addOns = attachedAddOns(tenant, subscription).map(({ friendlyName }) => friendlyName);
  const locked = openTransition(tenant) !== undefined;
  const cycle = subscription.billingCycle === 'monthly' ? words.monthly : words.annual;
  const body = html`${tabs(call, subscription, 'details')}
<section>${facts([
    [words.subscriptionStatus, words.status[subscription.status]],
    [words.licenses, words.licensesAssigned(assigned, subscription.seats)],
    [words.billingFrequency, cycle],
    [words.bought, dateOf(Math.min(subscription.createdAt, now))],
    ...(addOns.length > 0 ? [[words.addOns, addOns.join(', ')] as const] : []),
  ])}
${
  !locked && canChangeSeats(tenant, subscription)
    ? html`<p><a class="button" href="${link(call, subscriptionPath(subscription, '/licenses'))}">${words.addRemoveLicenses}</a></p>`
    : undefined
}</section>
${locked ? undefined : billing(call, subscription)}`;
  return htmlPage(call, { title: subscription.friendlyName, body });
}

function billing(call: PageCall, subscription: Subscription): Markup {
  const { tenant, words } = call;
  const to = (rest: string) => link(call, subscriptionPath(subscription, rest));
  const isUnpaid = tenant.blockers.has('UNPAID_BALANCE') && subscription === sourceSubscription(tenant);
  const canCancel = subscription.status === 'Enabled' || subscription.status === 'Warning';
  return html`<section><h2>${words.billing}</h2>
${isUnpaid ? html`<p>${words.unpaid}</p>${form(to('/pay'), html``, words.payNow)}` : undefined}
${subscription.status === 'Suspended' ? form(to('/reactivate'), html``, words.reactivate) : undefined}
${canCancel ? html`<p><a href="${to('/cancel')}">${words.cancelSubscription}</a></p>` : undefined}
</section>`;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function pay(call: PageCall, subscription: Subscription): ApiResponse {
  if (subscription === sourceSubscription(call.tenant)) call.tenant.blockers.delete('UNPAID_BALANCE');
  return redirect(call, subscriptionPath(subscription));
}

/** Takes back a cancellation, with the add-ons that ended at the same time. */
function reactivate(call: PageCall, subscription: Subscription): ApiResponse {
  const { tenant } = call;
  if (subscription.status === 'Suspended') {
    const addOns = tenant.subscriptions.filter(
      ({ parentId, status }) => parentId === subscription.commerceId && status === 'Suspended',
    );
    for (const ended of [subscription, ...addOns]) setStatus(ended, 'Enabled');
    tenant.blockers.delete('SUBSCRIPTION_NOT_ACTIVE');
  }
  return redirect(call, subscriptionPath(subscription));
}
