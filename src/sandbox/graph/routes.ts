import type { ApiRequest, ApiResponse } from '../http/message.js';
import { createRouter } from '../http/route.js';
import type { Tenant } from '../world/state.js';
import { companySubscriptionRoutes } from './company-subscriptions.js';
import { badRequest, graphError } from './errors.js';
import { UnsupportedFilter } from './filter.js';
import { groupRoutes } from './groups.js';
import { organizationRoutes } from './organization.js';
import type { GraphRoute } from './request.js';
import { UnknownProperty } from './resource.js';
import { roleRoutes } from './roles.js';
import { healthRoutes } from './service-health.js';
import { skuRoutes } from './subscribed-skus.js';
import { userRoutes } from './users.js';

const routes: readonly GraphRoute[] = [
  ...userRoutes,
  ...groupRoutes,
  ...skuRoutes,
  ...companySubscriptionRoutes,
  ...roleRoutes,
  ...organizationRoutes,
  ...healthRoutes,
];

const find = createRouter(routes);

/** Resource units that a request costs before its query is looked at. */
export function costOf(method: string, path: string): number {
  const match = find(method, path);
  return 'route' in match ? match.route.cost : 1;
}

/** Answers one request to Graph, changing the tenant when that is what it asks. Depends on nothing but its arguments. */
export function answerGraph(tenant: Tenant, request: ApiRequest, now: number, baseUrl: string): ApiResponse {
  const match = find(request.method, request.path);
  if (!('route' in match)) {
    return match.allowed.length > 0
      ? graphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.', now)
      : graphError(404, 'BadRequest', `Resource not found for the segment '${request.path}'.`, now);
  }
  try {
    return match.route.run({ ...request, tenant, now, baseUrl, parameters: match.parameters });
  } catch (error) {
    if (error instanceof UnsupportedFilter) return badRequest(error.message, now, 'Request_UnsupportedQuery');
    if (error instanceof UnknownProperty) return badRequest(error.message, now);
    throw error;
  }
}
