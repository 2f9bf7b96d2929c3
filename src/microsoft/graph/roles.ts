import { z } from 'zod';
import { chunks } from '../../base/chunks.js';
import { calledOf } from '../../upgrade/licences/called.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import { type Actor, type DirectoryRole, directoryRoles, roleTemplateIds } from '../../upgrade/tenant/roles.js';
import { largestBatch } from './batch.js';
import { eventual, type GraphClient } from './client.js';
import { firstPages } from './first-pages.js';
import type { Page } from './listing.js';
import { query } from './query.js';
import {
  assignmentSchema,
  isForTheTenant,
  needsRoles,
  readOfAssignments,
  roleGroupsOf,
  rolesAssignedTo,
} from './role-assignments.js';
import { readUsers } from './users.js';

const needs = needsRoles;
const roleSchema = z.object({ '@odata.type': z.string().nullish(), roleTemplateId: z.string().nullish() });
const roleType = '#microsoft.graph.directoryRole';

/**
 * The roles that are active for a person now and for the whole tenant, also those held through a group. Membership of a
 * role does not tell for how much of the directory it is, so it is proved by its assignment: one for an administrative
 * unit is none. Both are asked for in one request. Roles that mean nothing to an upgrade are left out; an unknown person has none.
 * @throws PortError `denied` when the app may see that there are roles but not which
 */
export async function readRolesOf(graph: GraphClient, tenantId: string, personId: string): Promise<DirectoryRole[]> {
  const reads = [readOfMemberships(personId), readOfAssignments(personId)];
  const [memberOf, assigned] = await firstPages(graph, tenantId, reads);
  const held = await memberships(graph, tenantId, personId, memberOf);
  if (held.length === 0) return [];
  const proved = new Set(await rolesAssignedTo(graph, tenantId, personId, 'roleAssignments', assigned));
  if (!held.every((role) => proved.has(role)))
    for (const groupId of await roleGroupsOf(graph, tenantId, personId))
      for (const role of await rolesAssignedTo(graph, tenantId, groupId)) proved.add(role);
  return held.filter((role) => proved.has(role));
}

/**
 * The roles that a person has for the whole tenant once they activate them; none where the tenant or the app has no
 * Privileged Identity Management to ask.
 */
export async function readEligibleRolesOf(
  graph: GraphClient,
  tenantId: string,
  personId: string,
): Promise<DirectoryRole[]> {
  const eligible = new Set<DirectoryRole>();
  try {
    for (const id of [personId, ...(await roleGroupsOf(graph, tenantId, personId))])
      for (const role of await rolesAssignedTo(graph, tenantId, id, 'roleEligibilityScheduleInstances'))
        eligible.add(role);
  } catch (error) {
    if (!hasProblem(error, 'denied', 'refused', 'notFound')) throw error;
  }
  return directoryRoles.filter((role) => eligible.has(role));
}

/**
 * @see https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
function readOfMemberships(personId: string) {
  const options = query({ $count: 'true', $select: 'id,displayName,roleTemplateId' });
  const path = `/users/${encodeURIComponent(personId)}/transitiveMemberOf/microsoft.graph.directoryRole?${options}`;
  return { path, headers: eventual, doing: "reading a person's roles", needs };
}

/** @param first the first page, where that was read already */
async function memberships(
  graph: GraphClient,
  tenantId: string,
  personId: string,
  first: Page | undefined,
): Promise<DirectoryRole[]> {
  const read = readOfMemberships(personId);
  const found = await graph.all({ tenantId, ...read }, roleSchema, undefined, first).catch(noneWhenNotFound);
  const rows = found.filter((row) => (row['@odata.type'] ?? roleType) === roleType);
  // Without the permission Graph still answers 200, with rows that hold nothing but ids.
  if (rows.length > 0 && rows.every((row) => !row.roleTemplateId))
    throw new PortError({ is: 'denied', needs }, read.doing);
  const held = new Set(rows.map((row) => row.roleTemplateId?.toLowerCase()));
  return directoryRoles.filter((role) => held.has(roleTemplateIds[role]));
}

/**
 * People to whom one of the roles is assigned directly for the whole tenant, in the order of `wanted`.
 * @see https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export async function readPeopleWith(
  graph: GraphClient,
  tenantId: string,
  wanted: readonly DirectoryRole[],
  limit: number,
): Promise<(Actor & { role: DirectoryRole })[]> {
  const found = new Map<string, Actor & { role: DirectoryRole }>();
  for (const role of wanted)
    for await (const ids of principalsWith(graph, tenantId, role)) {
      // Principals that are groups or apps are not found among the users and drop out.
      for (const user of await readUsers(graph, tenantId, ids))
        if (!found.has(user.id)) found.set(user.id, { id: user.id, name: calledOf(user), role });
      if (found.size >= limit) return [...found.values()].slice(0, limit);
    }
  return [...found.values()];
}

/** Ids of whatever is assigned the role for the whole tenant, as many at once as can be read in one go. */
async function* principalsWith(graph: GraphClient, tenantId: string, role: DirectoryRole): AsyncIterable<string[]> {
  const options = query({ $filter: `roleDefinitionId eq '${roleTemplateIds[role]}'` });
  const path = `/roleManagement/directory/roleAssignments?${options}`;
  const read = { tenantId, path, doing: 'reading who holds a role', needs };
  for await (const page of graph.pages(read, assignmentSchema)) {
    const inTheTenant = page.filter(isForTheTenant);
    yield* chunks(
      inTheTenant.flatMap(({ principalId }) => principalId || []),
      largestBatch,
    );
  }
}

function noneWhenNotFound(error: unknown): [] {
  if (hasProblem(error, 'notFound')) return [];
  throw error;
}
