import type { ApiCall, ApiRoute } from '../api.js';
import { skuWithId } from '../catalogue/skus.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { assignDirect } from '../world/assign.js';
import { isCountry } from '../world/countries.js';
import { applyGroup, groupsOf } from '../world/groups.js';
import { count } from '../world/holding.js';
import type { Tenant, User } from '../world/state.js';
import { graphEntity } from './graph-entity.js';
import { badRequest, graphStatus, missing } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { licenceChangeIn } from './licence-body.js';
import { context, isAdvanced } from './request.js';
import { filterOf, toldUnasked } from './resource.js';
import { assignedLicenses, seenBySearch, seenNow, userResource } from './user-resource.js';

/** For operations on the person of the path, by id or by user principal name. */
export const withUser = finding(
  ({ tenant, parameters: { user = '' } }: ApiCall) =>
    tenant.userById.get(user.toLowerCase()) ?? tenant.userByName.get(user.toLowerCase()),
  missing('user'),
);

export const userRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/users', cost: 2, run: listUsers },
  { method: 'GET', path: '/users/$count', cost: 1, run: countUsers },
  { method: 'GET', path: '/users/:user', cost: 2, run: withUser(getUser) },
  { method: 'PATCH', path: '/users/:user', cost: 1, run: withUser(patchUser) },
  { method: 'GET', path: '/users/:user/licenseDetails', cost: 2, run: withUser(licenseDetails) },
  { method: 'POST', path: '/users/:user/assignLicense', cost: 1, run: withUser(assignLicense) },
  { method: 'POST', path: '/users/:user/reprocessLicenseAssignment', cost: 1, run: withUser(reprocess) },
];

function listUsers(call: ApiCall): ApiResponse {
  const { tenant, query, now } = call;
  if (query.has('$search') && !isAdvanced(call)) {
    const message =
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'";
    return badRequest(message, now, 'Request_UnsupportedQuery');
  }
  const isSearch = isAdvanced(call) || (query.get('$filter') ?? '').includes('assignedLicenses');
  const see = (user: User) => (isSearch ? seenBySearch(user, tenant.createdAt, now) : seenNow(user, tenant.createdAt));
  return graphPage(call, userResource, {
    things: listed(tenant, now).map(see),
    ordinal: ({ user }) => user.ordinal,
    of: 'users',
  });
}

/** Everyone who is in a list: also who was deleted, for as long as lists do not know. */
function listed({ users, deleted }: Tenant, now: number): User[] {
  return [...users, ...deleted.filter(({ listedUntil }) => listedUntil > now).map(({ user }) => user)];
}

function countUsers(call: ApiCall): ApiResponse {
  const { tenant, query, now } = call;
  if (!isAdvanced(call)) return badRequest('$count is not currently supported.', now);
  const matches = filterOf(userResource, query);
  const found = listed(tenant, now).filter((user) => matches(seenBySearch(user, tenant.createdAt, now)));
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(found.length) };
}

function getUser(call: ApiCall, user: User): ApiResponse {
  return graphEntity(call, userResource, seenNow(user, call.tenant.createdAt), 'users');
}

/** @see https://learn.microsoft.com/graph/api/user-update */
function patchUser(call: ApiCall, user: User): ApiResponse {
  const { body, now, tenant } = call;
  if (tenant.scenario.withheld.includes('User.ReadWrite.All')) return graphStatus(403, now);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return badRequest('Invalid JSON body.', now);
  const changes = new Map(Object.entries(body));
  const unknown = [...changes.keys()].find((name) => !['usageLocation', 'accountEnabled'].includes(name));
  if (unknown) return badRequest(`Property '${unknown}' cannot be changed in this sandbox.`, now);
  const location = changes.get('usageLocation');
  const enabled = changes.get('accountEnabled');
  if (location !== undefined && location !== null && !(typeof location === 'string' && isCountry(location))) {
    return badRequest("Invalid value specified for property 'usageLocation' of resource 'User'.", now);
  }
  if (enabled !== undefined && typeof enabled !== 'boolean') {
    return badRequest("Invalid value specified for property 'accountEnabled' of resource 'User'.", now);
  }
  if (location !== undefined) user.usageLocation = location;
  if (typeof enabled === 'boolean') user.accountEnabled = enabled;
  return { status: 204 };
}

function licenseDetails(call: ApiCall, user: User): ApiResponse {
  const value = assignedLicenses(user.licences).map(({ skuId, disabledPlans }) => ({
    id: Buffer.from(`${user.id}${skuId}`.replaceAll('-', ''), 'hex').toString('base64url'),
    skuId,
    skuPartNumber: skuWithId(skuId)?.skuPartNumber ?? null,
    servicePlans: (skuWithId(skuId)?.plans ?? []).map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: disabledPlans.includes(id) ? 'Disabled' : 'Success',
      appliesTo: 'User',
    })),
  }));
  return { status: 200, body: { ...context(call, `users('${user.id}')/licenseDetails`), value } };
}

function shownAfterChange(call: ApiCall, user: User): ApiResponse {
  const names = [...toldUnasked(userResource), 'accountEnabled', 'assignedLicenses', 'usageLocation'];
  return graphEntity(call, userResource, seenNow(user, call.tenant.createdAt), 'users', names);
}

function assignLicense(call: ApiCall, user: User): ApiResponse {
  const { tenant, now } = call;
  const change = licenceChangeIn(call.body);
  const refusal = 'refusal' in change ? change.refusal : assignDirect(tenant, user, change, now)?.message;
  count(tenant, refusal === undefined ? 'requests' : 'refused');
  return refusal === undefined ? shownAfterChange(call, user) : badRequest(refusal, now);
}

/** @see https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment */
function reprocess(call: ApiCall, user: User): ApiResponse {
  const { tenant, now } = call;
  for (const group of groupsOf(tenant, user)) {
    const refusal = applyGroup(tenant, user, group, now);
    if (refusal) return badRequest(refusal.message, now);
  }
  return shownAfterChange(call, user);
}
