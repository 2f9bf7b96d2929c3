import type { Call, Route } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { account, withAccount } from './accounts.js';
import { aliasResource } from './alias-resource.js';
import { buy } from './buy.js';
import { page } from './paging.js';
import { notFound } from './request.js';

const all = `${account}/billingSubscriptionAliases`;

export const aliasRoutes: readonly Route[] = [
  { method: 'GET', path: all, run: withAccount(list) },
  { method: 'GET', path: `${all}/:alias`, run: withAccount(get) },
  { method: 'PUT', path: `${all}/:alias`, run: withAccount(buy) },
];

function list(call: Call): ApiResponse {
  const { tenant, now } = call;
  const aliases = [...tenant.billing.aliases.values()];
  return page(
    call,
    aliases.map((alias) => aliasResource(tenant, alias, now)),
    { withCount: false },
  );
}

function get({ tenant, parameters, now }: Call): ApiResponse {
  const alias = tenant.billing.aliases.get((parameters.alias ?? '').toLowerCase());
  return alias ? { status: 200, body: aliasResource(tenant, alias, now) } : notFound('billing subscription alias');
}
