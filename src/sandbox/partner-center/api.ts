import { admitWithToken } from '../admit.js';
import type { Api, ApiCall, ApiMatch } from '../api.js';
import { commerceLimit } from '../commerce-limit.js';
import type { ApiResponse } from '../http/message.js';
import { audiences } from '../tokens.js';
import { billingProfileRoutes } from './billing-profile.js';
import { cartRoutes } from './carts.js';
import { customerRoutes } from './customer.js';
import { orderRoutes } from './orders.js';
import { partnerError, partnerStatus } from './partner-error.js';
import { productRoutes } from './products.js';
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
      ...customerRoutes,
      ...subscriptionRoutes,
      ...transitionRoutes,
      ...upgradeRoutes,
      ...productRoutes,
      ...cartRoutes,
      ...orderRoutes,
      ...billingProfileRoutes,
    ],
    telling: ['ms-requestid', 'if-match'],
    counted: 'commerce',
    admit(request, { tenant }, now) {
      const admitted = admitWithToken(request, audiences.partnerCenter, now, {
        badToken: (why) => partnerError(401, '401', why),
        notJson: () => partnerError(400, '2000', 'The request body is not valid JSON.'),
      });
      if ('refusal' in admitted) return admitted;
      return tenant === undefined ? { refusal: nothingHere } : { ...admitted, tenant };
    },
    limit: commerceLimit(partnerStatus),
    perform,
    refuse: partnerStatus,
    ids: (id, echo) => ({
      'MS-RequestId': echo('ms-requestid') ?? id,
      'MS-CorrelationId': echo('ms-correlationid') ?? id,
    }),
    aliases: (url) => [url.slice('/partnercenter'.length)],
  };
}

const nothingHere = partnerError(404, '404', 'There is no such resource.');

function perform(call: ApiCall, { route, isOtherMethod }: ApiMatch): ApiResponse {
  if (route) return route.run(call);
  return isOtherMethod ? partnerError(405, '405', 'The method is not allowed.') : nothingHere;
}
