import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import type { Subscription } from '../world/state.js';
import { account, withAccount } from './accounts.js';
import { armNotFound } from './arm-error.js';
import { billingPage } from './billing-page.js';
import { cancelSubscription } from './cancel-subscription.js';
import { patchSubscription } from './patch-subscription.js';
import { withProfile } from './profiles.js';
import { accountSubscriptions, subscriptionResource } from './subscription-resource.js';

const one = `${account}/billingSubscriptions/:subscription`;

const withSubscription = finding(
  ({ tenant, parameters: { subscription = '' } }: ApiCall) =>
    accountSubscriptions(tenant).find(({ commerceId }) => commerceId === subscription.toLowerCase()),
  () => armNotFound('billing subscription'),
);

export const subscriptionRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `${account}/billingSubscriptions`, run: withAccount(list) },
  {
    method: 'GET',
    path: `${account}/billingProfiles/:profile/billingSubscriptions`,
    run: withAccount(withProfile(list)),
  },
  { method: 'GET', path: one, run: withAccount(withSubscription(get)) },
  { method: 'PATCH', path: one, run: withAccount(withSubscription(patchSubscription)) },
  { method: 'DELETE', path: one, run: withAccount(withSubscription(cancelSubscription)) },
];

function list(call: ApiCall): ApiResponse {
  const { tenant, now, query } = call;
  const withDeleted = query.get('includeDeleted')?.toLowerCase() === 'true';
  const shown = accountSubscriptions(tenant).filter(({ status }) => withDeleted || status !== 'Deleted');
  return billingPage(
    call,
    shown.map((subscription) => subscriptionResource(tenant, subscription, now)),
  );
}

function get({ tenant, now }: ApiCall, subscription: Subscription): ApiResponse {
  return { status: 200, body: subscriptionResource(tenant, subscription, now) };
}
