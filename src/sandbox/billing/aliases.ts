import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { account, withAccount } from './accounts.js';
import { aliasResource } from './alias-resource.js';
import { armNotFound } from './arm-error.js';
import { billingPage } from './billing-page.js';
import { buy } from './buy.js';

const all = `${account}/billingSubscriptionAliases`;

export const aliasRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: all, run: withAccount(list) },
  { method: 'GET', path: `${all}/:alias`, run: withAccount(get) },
  { method: 'PUT', path: `${all}/:alias`, run: withAccount(buy) },
];

function list(call: ApiCall): ApiResponse {
  const { tenant, now } = call;
  const aliases = [...tenant.billing.aliases.values()];
  return billingPage(
    call,
    aliases.map((alias) => aliasResource(tenant, alias, now)),
    { withCount: false },
  );
}

function get({ tenant, parameters, now }: ApiCall): ApiResponse {
  const alias = tenant.billing.aliases.get((parameters.alias ?? '').toLowerCase());
  return alias ? { status: 200, body: aliasResource(tenant, alias, now) } : armNotFound('billing subscription alias');
}
