import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { guidFrom } from '../random.js';
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

interface Assignment {
  readonly role: string;
  readonly user: User;
  readonly tenant: Tenant;
  readonly ordinal: number;
}

const roleResource: Resource<Assignment> = {
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

const assignmentResource: Resource<Assignment> = {
  type: 'unifiedRoleAssignment',
  properties: {
    id: ({ role, user, tenant }) => assignmentId(`${tenant.id}|${user.id}|${role}`),
    principalId: ({ user }) => user.id,
    roleDefinitionId: ({ role }) => templateOf(role),
    directoryScopeId: () => '/',
    principal: ({ user, tenant }) => ({
      '@odata.type': '#microsoft.graph.user',
      ...project(userResource, seenNow(user, tenant.createdAt), toldUnasked(userResource)),
    }),
  },
  byDefault: ['id', 'principalId', 'directoryScopeId', 'roleDefinitionId'],
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
  { method: 'GET', path: '/roleManagement/directory/roleAssignments', cost: 1, run: roleAssignments },
];

function assignments(tenant: Tenant): Assignment[] {
  return tenant.admins
    .flatMap(({ id, roles }) => roles.map((role) => ({ role, user: tenant.userById.get(id ?? '') })))
    .flatMap(({ role, user }, ordinal) => (user ? [{ role, user, tenant, ordinal }] : []));
}

function rolesOf(call: ApiCall, user: User): ApiResponse {
  if (!isAdvanced(call) || call.query.get('$count') !== 'true') {
    const message = 'The specified cast is only supported with the ConsistencyLevel header and $count=true.';
    return badRequest(message, call.now, 'Request_UnsupportedQuery');
  }
  return graphPage(call, roleResource, {
    things: assignments(call.tenant).filter((assignment) => assignment.user === user),
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
    things: assignments(call.tenant),
    ordinal: ({ ordinal }) => ordinal,
    of: 'roleManagement/directory/roleAssignments',
  });
}
