import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import { guidFrom } from '../random.js';
import { groupsOf } from '../world/groups.js';
import { type RoleAssignment, roleAssignmentsIn } from '../world/role-assignments.js';
import { roleTemplateOf } from '../world/role-templates.js';
import type { Tenant, User } from '../world/state.js';
import { badRequest } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { isAdvanced } from './request.js';
import { project, type Resource, toldUnasked } from './resource.js';
import { seenNow, userResource } from './user-resource.js';
import { withUser } from './users.js';

function templateOf(role: string): string {
  return roleTemplateOf(role) ?? guidFrom(`role|${role}`);
}

const roleResource: Resource<RoleAssignment> = {
  type: 'directoryRole',
  properties: {
    id: ({ role, tenant }) => guidFrom(`${tenant.id}|role|${role}`),
    displayName: ({ role }) => role,
    description: () => null,
    deletedDateTime: () => null,
    roleTemplateId: ({ role }) => templateOf(role),
  },
  byDefault: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'],
};

const assignmentResource: Resource<RoleAssignment> = {
  type: 'unifiedRoleAssignment',
  properties: {
    id: ({ role, tenant, ...held }) =>
      assignmentId(`${tenant.id}|${principalOf(held)}|${role}|${held.directoryScopeId}`),
    principalId: principalOf,
    roleDefinitionId: ({ role }) => templateOf(role),
    directoryScopeId: ({ directoryScopeId }) => directoryScopeId,
    principal: principalResource,
  },
  byDefault: ['id', 'principalId', 'directoryScopeId', 'roleDefinitionId'],
};

/** @see https://learn.microsoft.com/graph/api/resources/unifiedroleeligibilityscheduleinstance (read 2026-11-28) */
const eligibilityResource: Resource<RoleAssignment> = {
  type: 'unifiedRoleEligibilityScheduleInstance',
  properties: {
    ...assignmentResource.properties,
    appScopeId: () => null,
    startDateTime: ({ tenant }) => isoSeconds(tenant.createdAt),
    endDateTime: () => null,
    memberType: () => 'Direct',
    roleEligibilityScheduleId: ({ role, user, tenant }) => guidFrom(`${tenant.id}|${user.id}|${role}|eligible`),
  },
  byDefault: [
    ...['id', 'principalId', 'roleDefinitionId', 'directoryScopeId', 'appScopeId', 'startDateTime', 'endDateTime'],
    ...['memberType', 'roleEligibilityScheduleId'],
  ],
};

function principalOf({ user, groupId }: Pick<RoleAssignment, 'user' | 'groupId'>): string {
  return groupId ?? user.id;
}

function principalResource({ user, groupId, role, tenant }: RoleAssignment) {
  if (groupId) return { '@odata.type': '#microsoft.graph.group', id: groupId, displayName: `Holders of ${role}` };
  return {
    '@odata.type': '#microsoft.graph.user',
    ...project(userResource, seenNow(user, tenant.createdAt), toldUnasked(userResource)),
  };
}

type MemberGroup = { id: string; displayName: string; isAssignableToRole: boolean | null };

const memberGroupResource: Resource<MemberGroup> = {
  type: 'group',
  properties: {
    id: ({ id }) => id,
    displayName: ({ displayName }) => displayName,
    isAssignableToRole: ({ isAssignableToRole }) => isAssignableToRole,
  },
};

/** Written as Entra writes them, which is not as a GUID. */
function assignmentId(text: string): string {
  return `${Buffer.from(guidFrom(text).replaceAll('-', ''), 'hex').toString('base64url')}-1`;
}

export const roleRoutes: readonly ApiRoute[] = [
  ...['memberOf', 'transitiveMemberOf'].map(
    (relation): ApiRoute => ({
      method: 'GET',
      path: `/users/:user/${relation}/microsoft.graph.directoryRole`,
      cost: 2,
      run: withUser(rolesOf),
    }),
  ),
  {
    method: 'GET',
    path: '/users/:user/transitiveMemberOf/microsoft.graph.group',
    cost: 2,
    run: withUser(groupsWithRoles),
  },
  { method: 'GET', path: '/roleManagement/directory/roleAssignments', cost: 1, run: roleAssignments },
  {
    method: 'GET',
    path: '/roleManagement/directory/roleEligibilityScheduleInstances',
    cost: 1,
    run: (call) => {
      const things = oncePerPrincipal(roleAssignmentsIn(call.tenant).filter(({ eligible }) => eligible));
      const of = 'roleManagement/directory/roleEligibilityScheduleInstances';
      return graphPage(call, eligibilityResource, { things, of });
    },
  },
];

const active = (tenant: Tenant): RoleAssignment[] => roleAssignmentsIn(tenant).filter(({ eligible }) => !eligible);

/** What is assigned to a group is assigned once, however many people are in it. */
function oncePerPrincipal(held: RoleAssignment[]): RoleAssignment[] {
  const keyOf = (one: RoleAssignment) => [principalOf(one), one.role, one.directoryScopeId].join('|');
  return [...new Map(held.map((one) => [keyOf(one), one])).values()];
}

/** Groups of a person: those that hand out licences, and those that roles are assigned to. */
function groupsWithRoles(call: ApiCall, user: User): ApiResponse {
  const plain = groupsOf(call.tenant, user).map(({ id, displayName }) => ({
    id,
    displayName,
    isAssignableToRole: null,
  }));
  const ofRoles = roleAssignmentsIn(call.tenant).flatMap(({ user: member, groupId, role }) =>
    member === user && groupId ? [{ id: groupId, displayName: `Holders of ${role}`, isAssignableToRole: true }] : [],
  );
  return graphPage(call, memberGroupResource, { things: [...plain, ...ofRoles], of: 'groups' });
}

function rolesOf(call: ApiCall, user: User): ApiResponse {
  if (!isAdvanced(call) || call.query.get('$count') !== 'true') {
    const message = 'The specified cast is only supported with the ConsistencyLevel header and $count=true.';
    return badRequest(message, call.now, 'Request_UnsupportedQuery');
  }
  return graphPage(call, roleResource, {
    things: active(call.tenant).filter((assignment) => assignment.user === user),
    ordinal: ({ ordinal }) => ordinal,
    of: 'directoryRoles',
  });
}

function roleAssignments(call: ApiCall): ApiResponse {
  const isExpanded = (call.query.get('$expand') ?? '').toLowerCase().startsWith('principal');
  const resource = isExpanded
    ? { ...assignmentResource, byDefault: [...toldUnasked(assignmentResource), 'principal'] }
    : assignmentResource;
  return graphPage(call, resource, {
    things: oncePerPrincipal(active(call.tenant)),
    ordinal: ({ ordinal }) => ordinal,
    of: 'roleManagement/directory/roleAssignments',
  });
}
