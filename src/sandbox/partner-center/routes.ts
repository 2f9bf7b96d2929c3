import type { ApiRequest, ApiResponse } from '../http/message.js';
import { createRouter } from '../http/route.js';
import type { Tenant } from '../world/state.js';
import { billingProfileRoutes } from './billing-profile.js';
import { cartRoutes } from './carts.js';
import { orderRoutes } from './orders.js';
import { type CommerceRoute, fault } from './request.js';
import { subscriptionRoutes } from './subscriptions.js';
import { transitionRoutes } from './transitions.js';
import { upgradeRoutes } from './upgrades.js';

const routes: readonly CommerceRoute[] = [
  ...subscriptionRoutes,
  ...transitionRoutes,
  ...upgradeRoutes,
  ...cartRoutes,
  ...orderRoutes,
  ...billingProfileRoutes,
];

const find = createRouter(routes);

/**
 * Answers one request to Partner Center about this customer; `request.path` is what follows the customer. Depends on
 * nothing but its arguments.
 */
export function answerPartnerCenter(tenant: Tenant, request: ApiRequest, now: number): ApiResponse {
  const match = find(request.method, request.path);
  if (!('route' in match)) {
    return match.allowed.length > 0
      ? fault(405, '405', 'The method is not allowed.')
      : fault(404, '404', 'There is no such resource.');
  }
  const { route, parameters } = match;
  const key = request.headers['ms-requestid'] ?? '';
  const outcomeName = `${key}|${request.method}|${request.path.toLowerCase()}`;
  const earlier = route.isOnce && key !== '' ? tenant.outcomes.get(outcomeName) : undefined;
  if (earlier) return earlier;
  const answer = route.run({ ...request, tenant, now, parameters, key });
  // A refusal is not remembered: what stood in the way may be gone at the next try.
  if (route.isOnce && key !== '' && answer.status < 300) {
    tenant.outcomes.set(outcomeName, { status: answer.status, body: structuredClone(answer.body) });
  }
  return answer;
}
