import type { ApiResponse } from '../http/message.js';
import { setSeats } from '../world/blockers.js';
import { assignedOf } from '../world/seats.js';
import type { Subscription } from '../world/state.js';
import { form, textField } from './fields.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect, subscriptionPath } from './page-call.js';
import { wholeNumber } from './read-form.js';
import { canChangeSeats } from './seats-open.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { withSubscription } from './with-subscription.js';

const pattern = '/subscriptions/:subscription/licenses';

/** Add/Remove licenses: the new total. @see https://learn.microsoft.com/microsoft-365/commerce/licenses/buy-licenses */
export const licensePages: readonly PageRoute[] = [
  { method: 'GET', path: pattern, run: withSubscription((call, subscription) => shown(call, subscription)) },
  { method: 'POST', path: pattern, run: unlessUpgrading(withSubscription(submit)) },
];

function shown(call: PageCall, subscription: Subscription, problem?: string): ApiResponse {
  const { tenant, words } = call;
  const title = `${words.addRemoveLicenses}: ${subscription.friendlyName}`;
  const isOpen = canChangeSeats(tenant, subscription);
  const assigned = assignedOf(tenant, subscription);
  const total = call.form.total ?? subscription.seats;
  const field = textField('total', words.totalLicenses, total, { type: 'number', min: Math.max(assigned, 1), problem });
  const body = isOpen
    ? html`<section><p>${words.assignedNow(assigned)}</p>
${form(link(call, subscriptionPath(subscription, '/licenses')), field, words.submitChange)}</section>`
    : html`<p>${words.seatsClosed}</p>`;
  return htmlPage(call, { title, body, problem });
}

function submit(call: PageCall, subscription: Subscription): ApiResponse {
  const { tenant, words, form: sent } = call;
  if (!canChangeSeats(tenant, subscription)) return shown(call, subscription, words.seatsClosed);
  const total = wholeNumber(sent.total);
  if (total === undefined || total < 1) return shown(call, subscription, words.notANumber(1));
  const assigned = assignedOf(tenant, subscription);
  if (total < subscription.seats && total < assigned) return shown(call, subscription, words.stillAssigned(assigned));
  if (total !== subscription.seats) setSeats(subscription, total);
  return redirect(call, subscriptionPath(subscription));
}
