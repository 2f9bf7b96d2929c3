import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import { assignToGroup } from '../world/groups.js';
import { count } from '../world/holding.js';
import type { Group, Tenant, User } from '../world/state.js';
import { graphEntity } from './graph-entity.js';
import { badRequest, missing } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { licenceChangeIn } from './licence-body.js';
import { graphRoot } from './request.js';
import { type Resource, toldUnasked } from './resource.js';
import { seenNow, userResource } from './user-resource.js';

interface SeenGroup {
  readonly group: Group;
  readonly tenant: Tenant;
}

const empty = () => null;
const none = () => [];

/** What nobody who hands out licences looks at; a group has it all the same. */
const unused = {
  classification: empty,
  deletedDateTime: empty,
  description: empty,
  expirationDateTime: empty,
  groupTypes: none,
  isAssignableToRole: empty,
  mail: empty,
  membershipRule: empty,
  membershipRuleProcessingState: empty,
  onPremisesDomainName: empty,
  onPremisesLastSyncDateTime: empty,
  onPremisesNetBiosName: empty,
  onPremisesProvisioningErrors: none,
  onPremisesSamAccountName: empty,
  onPremisesSecurityIdentifier: empty,
  onPremisesSyncEnabled: empty,
  preferredDataLocation: empty,
  preferredLanguage: empty,
  proxyAddresses: none,
  renewedDateTime: ({ group }: SeenGroup) => isoSeconds(group.createdAt),
  resourceBehaviorOptions: none,
  resourceProvisioningOptions: none,
  theme: empty,
  visibility: empty,
};

/** @see https://learn.microsoft.com/graph/api/resources/group */
const groupResource: Resource<SeenGroup> = {
  type: 'group',
  properties: {
    id: ({ group }) => group.id,
    displayName: ({ group }) => group.displayName,
    createdDateTime: ({ group }) => isoSeconds(group.createdAt),
    mailEnabled: () => false,
    mailNickname: ({ group }) => group.id.slice(0, 8),
    securityEnabled: () => true,
    assignedLicenses: ({ group }) => group.licences.map(({ skuId, disabledPlans }) => ({ disabledPlans, skuId })),
    licenseProcessingState: ({ group }) => ({ state: group.processing }),
    hasMembersWithLicenseErrors: ({ group, tenant }) => membersInError(tenant, group).length > 0,
    ...unused,
  },
  byDefault: [
    'id',
    'createdDateTime',
    'displayName',
    'mailEnabled',
    'mailNickname',
    'securityEnabled',
    ...Object.keys(unused),
  ],
};

const withGroup = finding(({ tenant, parameters: { group = '' } }: ApiCall): SeenGroup | undefined => {
  const found = tenant.groups.get(group.toLowerCase());
  return found && { group: found, tenant };
}, missing('group'));

export const groupRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/groups', cost: 2, run: listGroups },
  { method: 'GET', path: '/groups/:group', cost: 2, run: withGroup(getGroup) },
  { method: 'POST', path: '/groups/:group/assignLicense', cost: 1, run: withGroup(assignLicense) },
  { method: 'GET', path: '/groups/:group/members', cost: 3, run: withGroup(members) },
  { method: 'GET', path: '/groups/:group/transitiveMembers', cost: 5, run: withGroup(members) },
  {
    method: 'GET',
    path: '/groups/:group/membersWithLicenseErrors',
    cost: 3,
    run: withGroup((call, { group }) => listPeople(call, membersInError(call.tenant, group))),
  },
];

function listGroups(call: ApiCall): ApiResponse {
  const things = [...call.tenant.groups.values()].map((group) => ({ group, tenant: call.tenant }));
  return graphPage(call, groupResource, { things, of: 'groups' });
}

function getGroup(call: ApiCall, seen: SeenGroup): ApiResponse {
  return graphEntity(call, groupResource, seen, 'groups');
}

function assignLicense(call: ApiCall, seen: SeenGroup): ApiResponse {
  const { tenant, now, origin } = call;
  const change = licenceChangeIn(call.body);
  const refusal = 'refusal' in change ? change.refusal : assignToGroup(tenant, seen.group, change, now)?.message;
  count(tenant, refusal === undefined ? 'groupRequests' : 'refused');
  if (refusal !== undefined) return badRequest(refusal, now);
  const names = [...toldUnasked(groupResource), 'assignedLicenses'];
  const Location = `${origin}${graphRoot}/groups/${seen.group.id}`;
  return { ...graphEntity(call, groupResource, seen, 'groups', names), status: 202, headers: { Location } };
}

function members(call: ApiCall, { group }: SeenGroup): ApiResponse {
  const inGroup = new Set(group.memberIds);
  return listPeople(
    call,
    call.tenant.users.filter(({ id }) => inGroup.has(id)),
  );
}

function membersInError(tenant: Tenant, group: Group): User[] {
  return tenant.users.filter(({ licences }) =>
    licences.some(({ groupId, error }) => groupId === group.id && error !== 'None'),
  );
}

function listPeople(call: ApiCall, people: readonly User[]): ApiResponse {
  return graphPage(call, userResource, {
    things: people.map((user) => seenNow(user, call.tenant.createdAt)),
    ordinal: ({ user }) => user.ordinal,
    of: 'directoryObjects',
    type: '#microsoft.graph.user',
  });
}
