import { admitWithToken } from '../admit.js';
import type { Api, ApiCall, ApiMatch } from '../api.js';
import { commerceLimit } from '../commerce-limit.js';
import type { ApiResponse } from '../http/message.js';
import { audiences } from '../tokens.js';
import { accountRoutes } from './accounts.js';
import { aliasRoutes } from './aliases.js';
import { armError, armStatus } from './arm-error.js';
import { apiVersion, providerPath } from './names.js';
import { operationRoutes } from './operations.js';
import { profileRoutes } from './profiles.js';
import { roleRoutes } from './roles.js';
import { subscriptionRoutes } from './subscriptions.js';

/**
 * Microsoft.Billing: a token is for one tenant, which sees its own account only.
 * @see https://learn.microsoft.com/rest/api/billing/
 */
export function billingApi(): Api {
  return {
    name: 'billing',
    realm: providerPath,
    root: '',
    routes: [
      ...accountRoutes,
      ...profileRoutes,
      ...roleRoutes,
      ...subscriptionRoutes,
      ...aliasRoutes,
      ...operationRoutes,
    ],
    counted: 'commerce',
    admit: (request, _, now) =>
      admitWithToken(request, audiences.management, now, {
        badToken: (why) =>
          armError(401, 'InvalidAuthenticationToken', why, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
        notJson: () => armError(400, 'InvalidRequestContent', 'The request body is not valid JSON.'),
      }),
    limit: commerceLimit(armStatus),
    perform,
    refuse: armStatus,
    ids: (id) => ({ 'x-ms-request-id': id, 'x-ms-correlation-request-id': id }),
  };
}

function perform(call: ApiCall, { route, isOtherMethod }: ApiMatch): ApiResponse {
  const version = call.query.get('api-version');
  if (version === null) {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    return armError(400, 'MissingApiVersionParameter', message);
  }
  if (version !== apiVersion) {
    return armError(400, 'InvalidApiVersionParameter', `The api-version '${version}' is not ${apiVersion}.`);
  }
  if (needsPerson(call)) {
    return armError(403, 'Forbidden', 'This operation is not available to applications: user context is required.');
  }
  if (route) return route.run(call);
  return isOtherMethod
    ? armError(405, 'MethodNotAllowed', 'The method is not allowed.')
    : armError(404, 'InvalidResourceType', 'There is no such resource.');
}

/** Some operations are for signed-in people only, whatever roles an app has. */
function needsPerson({ tenant, method }: ApiCall): boolean {
  const { userContext } = tenant.scenario.billing;
  return userContext === 'everything' || (userContext === 'changes' && method !== 'GET');
}
