import { admitWithToken } from '../admit.js';
import type { Api, ApiCall, ApiMatch } from '../api.js';
import { type ApiResponse, type HeaderMap, isWrite } from '../http/message.js';
import { audiences } from '../tokens.js';
import { answerBatch } from './batch.js';
import { companySubscriptionRoutes } from './company-subscriptions.js';
import { UnsupportedFilter } from './filter.js';
import { badRequest, graphError, graphStatus } from './graph-error.js';
import { groupRoutes } from './groups.js';
import { organizationRoutes } from './organization.js';
import { reportRoutes } from './reports.js';
import { graphRoot } from './request.js';
import { UnknownProperty } from './resource.js';
import { roleRoutes } from './roles.js';
import { healthRoutes } from './service-health.js';
import { skuRoutes } from './subscribed-skus.js';
import { createGraphThrottle, resourceUnitsOf } from './throttle.js';
import { userRoutes } from './users.js';

/** Microsoft Graph: the tenant is the one that the token is for. @see https://learn.microsoft.com/graph/api/overview */
export function graphApi(): Api {
  const throttle = createGraphThrottle();
  return {
    name: 'graph',
    realm: graphRoot,
    root: graphRoot,
    routes: [
      ...userRoutes,
      ...groupRoutes,
      ...skuRoutes,
      ...companySubscriptionRoutes,
      ...roleRoutes,
      ...organizationRoutes,
      ...healthRoutes,
      ...reportRoutes,
    ],
    telling: ['consistencylevel', 'content-type', 'if-match'],
    counted: 'graph',
    batch: { path: '/$batch', answer: answerBatch },
    admit: (request, _, now) =>
      admitWithToken(request, audiences.graph, now, {
        badToken: (why) =>
          graphError(401, 'InvalidAuthenticationToken', why, now, {
            'WWW-Authenticate': 'Bearer realm="", error="invalid_token"',
          }),
        notJson: () => badRequest('Unable to read JSON request payload.', now, 'BadRequest'),
      }),
    limit(tenant, app, { method, query, headers }, route, now) {
      const units = resourceUnitsOf(route?.cost ?? 1, query);
      const isLow = headers['x-ms-throttle-priority']?.toLowerCase() === 'low';
      const taken = throttle.take(tenant, app, { units, isWrite: isWrite(method), isLow }, now);
      if ('used' in taken) return { headers: headersOf(units, taken.used) };
      const told = {
        'Retry-After': String(taken.retryAfterSeconds),
        'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${app}/${tenant.id}`,
        'x-ms-throttle-information': taken.information,
      };
      return { refusal: graphStatus(429, now, told) };
    },
    perform,
    refuse: graphStatus,
  };
}

/** Graph says how much of a limit is used once that is much. */
function headersOf(units: number, used: number | undefined): HeaderMap {
  const told = used === undefined ? {} : { 'x-ms-throttle-limit-percentage': used.toFixed(2) };
  return { 'x-ms-resource-unit': String(units), ...told };
}

function perform(call: ApiCall, { route, isOtherMethod }: ApiMatch): ApiResponse {
  if (!route) {
    return isOtherMethod
      ? graphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.', call.now)
      : graphError(404, 'BadRequest', `Resource not found for the segment '${call.path}'.`, call.now);
  }
  try {
    return route.run(call);
  } catch (error) {
    if (error instanceof UnsupportedFilter) return badRequest(error.message, call.now, 'Request_UnsupportedQuery');
    if (error instanceof UnknownProperty) return badRequest(error.message, call.now);
    throw error;
  }
}
