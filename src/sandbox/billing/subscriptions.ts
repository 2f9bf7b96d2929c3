import type { ApiResponse } from '../http/message.js';
import type { Subscription } from '../world/state.js';
import { withAccount } from './accounts.js';
import { cancelSubscription } from './cancel-subscription.js';
import { page } from './paging.js';
import { patchSubscription } from './patch-subscription.js';
import { withProfile } from './profiles.js';
import { type BillingCall, type BillingRoute, type BillingRun, notFound } from './request.js';
import { accountSubscriptions, subscriptionResource } from './subscription-resource.js';

const account = '/billingAccounts/:account';
const one = `${account}/billingSubscriptions/:subscription`;

export const subscriptionRoutes: readonly BillingRoute[] = [
  { method: 'GET', pattern: `${account}/billingSubscriptions`, run: withAccount(list) },
  {
    method: 'GET',
    pattern: `${account}/billingProfiles/:profile/billingSubscriptions`,
    run: withAccount(withProfile(list)),
  },
  { method: 'GET', pattern: one, run: withAccount(withSubscription(get)) },
  { method: 'PATCH', pattern: one, run: withAccount(withSubscription(patchSubscription)) },
  { method: 'DELETE', pattern: one, run: withAccount(withSubscription(cancelSubscription)) },
];

function withSubscription(run: (call: BillingCall, subscription: Subscription) => ApiResponse): BillingRun {
  return (call) => {
    const wanted = (call.parameters.subscription ?? '').toLowerCase();
    const found = accountSubscriptions(call.tenant).find(({ commerceId }) => commerceId === wanted);
    return found ? run(call, found) : notFound('billing subscription');
  };
}

function list(call: BillingCall): ApiResponse {
  const { tenant, now, query } = call;
  const withDeleted = query.get('includeDeleted')?.toLowerCase() === 'true';
  const shown = accountSubscriptions(tenant).filter(({ status }) => withDeleted || status !== 'Deleted');
  return page(
    call,
    shown.map((subscription) => subscriptionResource(tenant, subscription, now)),
  );
}

function get({ tenant, now }: BillingCall, subscription: Subscription): ApiResponse {
  return { status: 200, body: subscriptionResource(tenant, subscription, now) };
}
