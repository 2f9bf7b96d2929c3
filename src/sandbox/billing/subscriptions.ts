import type { ApiCall, ApiRoute, ApiRun } from '../api.js';
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

function withSubscription(run: (call: ApiCall, subscription: Subscription) => ApiResponse): ApiRun {
  return (call) => {
    const wanted = (call.parameters.subscription ?? '').toLowerCase();
    const found = accountSubscriptions(call.tenant).find(({ commerceId }) => commerceId === wanted);
    return found ? run(call, found) : armNotFound('billing subscription');
  };
}

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
