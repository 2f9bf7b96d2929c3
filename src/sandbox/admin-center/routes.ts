import { z } from 'zod';
import type { ApiRequest, ApiResponse } from '../http/message.js';
import { createRouter } from '../http/route.js';
import type { Tenant } from '../world/state.js';
import { cancelRoutes } from './cancel.js';
import { cartRoutes } from './cart.js';
import { checkoutRoutes } from './checkout.js';
import { licenseRoutes } from './licenses.js';
import { notFoundPage } from './not-found-page.js';
import { orderRoutes } from './order.js';
import { partyRoutes } from './parties.js';
import { productRoutes } from './products.js';
import { purchaseRoutes } from './purchase.js';
import type { PageRoute } from './request.js';
import { subscriptionRoutes } from './subscription.js';
import { upgradeTabRoutes } from './upgrade-tab.js';
import { en } from './words-en.js';
import { sv } from './words-sv.js';

const routes: readonly PageRoute[] = [
  ...productRoutes,
  ...subscriptionRoutes,
  ...licenseRoutes,
  ...upgradeTabRoutes,
  ...cartRoutes,
  ...checkoutRoutes,
  ...partyRoutes,
  ...orderRoutes,
  ...purchaseRoutes,
  ...cancelRoutes,
];

const find = createRouter(routes);
const formSchema = z.record(z.string(), z.string());

/**
 * Answers one request for a page, changing the tenant when a form asks for it; `request.path` is what follows the
 * tenant. Depends on nothing but its arguments.
 */
export function answerAdminCenter(tenant: Tenant, request: ApiRequest, now: number): ApiResponse {
  const { path, query } = request;
  const form = formSchema.safeParse(request.body).data ?? {};
  const words = query.get('lang')?.toLowerCase() === 'sv' ? sv : en;
  const call = { tenant, now, path, query, form, words, parameters: {} };
  const match = find(request.method, path);
  return 'route' in match ? match.route.run({ ...call, parameters: match.parameters }) : notFoundPage(call);
}
