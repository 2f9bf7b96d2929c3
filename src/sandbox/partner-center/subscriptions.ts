import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { isProvisioned } from '../world/service-status.js';
import type { Subscription } from '../world/state.js';
import { year } from '../world/terms.js';
import { collection, partnerError } from './partner-error.js';
import { patchSubscription } from './patch-subscription.js';
import { subscriptionResource, visibleSubscriptions } from './subscription-resource.js';
import { partnerDay } from './times.js';

const one = '/subscriptions/:subscription';

/** For operations on the purchase of the path, among those this partner may see. */
export const withSubscription = finding(
  ({ tenant, parameters: { subscription = '' } }: ApiCall) =>
    visibleSubscriptions(tenant).find(({ commerceId }) => commerceId === subscription.toLowerCase()),
  ({ parameters: { subscription } }) => partnerError(404, '20003', `Subscription with ID ${subscription} not found.`),
);

export const subscriptionRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/subscriptions', run: list },
  { method: 'GET', path: one, run: withSubscription(get) },
  { method: 'PATCH', path: one, run: withSubscription(patchSubscription) },
  { method: 'GET', path: `${one}/provisioningstatus`, run: withSubscription(provisioningStatus) },
];

function list({ tenant, now, query, path }: ApiCall): ApiResponse {
  const orderId = query.get('order_id');
  const items = visibleSubscriptions(tenant)
    .filter((subscription) => orderId === null || subscription.orderId === orderId)
    .map((subscription) => subscriptionResource(tenant, subscription, now));
  return collection(items, path);
}

function get({ tenant, now }: ApiCall, subscription: Subscription): ApiResponse {
  return { status: 200, body: subscriptionResource(tenant, subscription, now) };
}

function provisioningStatus({ now }: ApiCall, subscription: Subscription): ApiResponse {
  const body = {
    skuId: subscription.skuId.toUpperCase(),
    status: isProvisioned(subscription, now) ? 'success' : 'pending',
    quantity: subscription.seats,
    endDate: partnerDay(subscription.createdAt + year),
    attributes: { objectType: 'SubscriptionProvisioningStatus' },
  };
  return { status: 200, body };
}
