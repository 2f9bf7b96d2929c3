import type { ApiResponse } from '../http/message.js';
import { withAccount } from './accounts.js';
import { aliasResource } from './alias-resource.js';
import { buy } from './buy.js';
import { page } from './paging.js';
import { type BillingCall, type BillingRoute, notFound } from './request.js';

const all = '/billingAccounts/:account/billingSubscriptionAliases';

export const aliasRoutes: readonly BillingRoute[] = [
  { method: 'GET', pattern: all, run: withAccount(list) },
  { method: 'GET', pattern: `${all}/:alias`, run: withAccount(get) },
  { method: 'PUT', pattern: `${all}/:alias`, run: withAccount(buy) },
];

function list(call: BillingCall): ApiResponse {
  const { tenant, now } = call;
  const aliases = [...tenant.billing.aliases.values()];
  return page(
    call,
    aliases.map((alias) => aliasResource(tenant, alias, now)),
    { withCount: false },
  );
}

function get({ tenant, parameters, now }: BillingCall): ApiResponse {
  const alias = tenant.billing.aliases.get((parameters.alias ?? '').toLowerCase());
  return alias ? { status: 200, body: aliasResource(tenant, alias, now) } : notFound('billing subscription alias');
}
