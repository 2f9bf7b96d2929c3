import type { ApiRequest, ApiResponse } from '../http/message.js';
import { createRouter } from '../http/route.js';
import type { Tenant } from '../world/state.js';
import { accountRoutes } from './accounts.js';
import { aliasRoutes } from './aliases.js';
import { operationRoutes } from './operations.js';
import { profileRoutes } from './profiles.js';
import { apiVersion, armError, type BillingRoute, providerPath } from './request.js';
import { subscriptionRoutes } from './subscriptions.js';

const routes: readonly BillingRoute[] = [
  ...accountRoutes,
  ...profileRoutes,
  ...subscriptionRoutes,
  ...aliasRoutes,
  ...operationRoutes,
];

const find = createRouter(routes);

/**
 * Answers one request to Microsoft.Billing for the tenant of its token; the path is the whole one. Depends on nothing
 * but its arguments.
 * @see https://learn.microsoft.com/rest/api/billing/
 */
export function answerBilling(tenant: Tenant, request: ApiRequest, now: number, baseUrl: string): ApiResponse {
  const version = request.query.get('api-version');
  if (version === null) {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    return armError(400, 'MissingApiVersionParameter', message);
  }
  if (version !== apiVersion) {
    return armError(400, 'InvalidApiVersionParameter', `The api-version '${version}' is not ${apiVersion}.`);
  }
  const match = find(request.method, request.path.slice(providerPath.length));
  if (!('route' in match)) {
    return match.allowed.length > 0
      ? armError(405, 'MethodNotAllowed', 'The method is not allowed.')
      : armError(404, 'InvalidResourceType', 'There is no such resource.');
  }
  return match.route.run({ ...request, tenant, now, baseUrl, parameters: match.parameters });
}
