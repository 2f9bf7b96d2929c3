import { z } from 'zod';
import { type DirectoryRole, directoryRoles, roleTemplateIds } from '../../upgrade/tenant/roles.js';
import { eventual, type GraphClient } from './client.js';
import type { Page } from './listing.js';
import { query } from './query.js';

/** Which roles are assigned to whom, and for how much of the directory. */

export const needsRoles = 'RoleManagement.Read.Directory';

/** How a directory's role assignments, and eligibilities, name the whole of it. */
const wholeDirectory = '/';

export const assignmentSchema = z.object({
  principalId: z.string().nullish(),
  roleDefinitionId: z.string().nullish(),
  directoryScopeId: z.string().nullish(),
});
type Assignment = z.infer<typeof assignmentSchema>;

/** Whether it is for the whole tenant; one that does not say for what it is counts for nothing. */
export const isForTheTenant = ({ directoryScopeId }: Assignment): boolean => directoryScopeId === wholeDirectory;

/** What lists who has a role: now, or once they activate it in Privileged Identity Management. */
export type Listed = 'roleAssignments' | 'roleEligibilityScheduleInstances';

/**
 * The roles that are assigned to one principal itself, a person or a group, for the whole tenant.
 * @param first the first page, where that was read already
 * @see https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments (read 2026-11-28)
 * @see https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances (read 2026-11-28)
 */
export async function rolesAssignedTo(
  graph: GraphClient,
  tenantId: string,
  principalId: string,
  listed: Listed = 'roleAssignments',
  first?: Page,
): Promise<DirectoryRole[]> {
  const read = { tenantId, ...readOfAssignments(principalId, listed) };
  const rows = await graph.all(read, assignmentSchema, undefined, first);
  // The filter is asked for, and not believed.
  const own = rows.filter((row) => sameId(row.principalId, principalId) && isForTheTenant(row));
  return directoryRoles.filter((role) => own.some((row) => sameId(row.roleDefinitionId, roleTemplateIds[role])));
}

/** How what is assigned to a principal is asked for. */
export function readOfAssignments(principalId: string, listed: Listed = 'roleAssignments') {
  const options = query({ $filter: `principalId eq '${principalId.replaceAll("'", "''")}'` });
  const path = `/roleManagement/directory/${listed}?${options}`;
  return { path, doing: 'reading what somebody is assigned', needs: needsRoles };
}

const groupSchema = z.object({ id: z.string().nullish(), isAssignableToRole: z.boolean().nullish() });

/**
 * Ids of the groups of a person, direct or nested, that roles can be assigned to.
 * @see https://learn.microsoft.com/graph/api/user-list-transitivememberof (read 2026-11-28)
 */
export async function roleGroupsOf(graph: GraphClient, tenantId: string, personId: string): Promise<string[]> {
  const options = query({ $count: 'true', $select: 'id,isAssignableToRole', $top: '999' });
  const path = `/users/${encodeURIComponent(personId)}/transitiveMemberOf/microsoft.graph.group?${options}`;
  const doing = "reading a person's groups that have roles";
  const groups = await graph.all(
    { tenantId, path, headers: eventual, doing, needs: 'GroupMember.Read.All' },
    groupSchema,
  );
  return groups.flatMap(({ id, isAssignableToRole }) => (id && isAssignableToRole ? [id] : []));
}

const sameId = (one: string | null | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
