import { admitWithToken } from '../admit.js';
import type { Api, Call, Match } from '../api.js';
import { commerceLimit } from '../commerce-limit.js';
import type { ApiResponse } from '../http/message.js';
import { audiences } from '../tokens.js';
import { billingProfileRoutes } from './billing-profile.js';
import { cartRoutes } from './carts.js';
import { orderRoutes } from './orders.js';
import { fault, statusFault } from './request.js';
import { subscriptionRoutes } from './subscriptions.js';
import { transitionRoutes } from './transitions.js';
import { upgradeRoutes } from './upgrades.js';

/** Partner Center: the customer is in the path; the token is the partner's. */
export function partnerCenterApi(): Api {
  return {
    name: 'partner-center',
    realm: '/partnercenter/v1',
    root: '/partnercenter/v1/customers/:tenant',
    routes: [
      ...subscriptionRoutes,
      ...transitionRoutes,
      ...upgradeRoutes,
      ...cartRoutes,
      ...orderRoutes,
      ...billingProfileRoutes,
    ],
    telling: ['ms-requestid', 'if-match'],
    counted: 'commerce',
    admit(request, { tenant }, now) {
      const admitted = admitWithToken(request, audiences.partnerCenter, now, {
        badToken: (why) => fault(401, '401', why),
        notJson: () => fault(400, '2000', 'The request body is not valid JSON.'),
      });
      if ('refusal' in admitted) return admitted;
      return tenant === undefined ? { refusal: nothingHere } : { ...admitted, tenant };
    },
    limit: commerceLimit(statusFault),
    perform,
    refuse: statusFault,
    ids: (id, echo) => ({
      'MS-RequestId': echo('ms-requestid') ?? id,
      'MS-CorrelationId': echo('ms-correlationid') ?? id,
    }),
    aliases: (url) => [url.slice('/partnercenter'.length)],
  };
}

const nothingHere = fault(404, '404', 'There is no such resource.');

function perform(call: Call, { route, isOtherMethod }: Match): ApiResponse {
  if (route) return route.run(call);
  return isOtherMethod ? fault(405, '405', 'The method is not allowed.') : nothingHere;
}
