import { guidFrom } from '../random.js';
import type { Tenant, User } from './state.js';

/** Who has which directory role in a tenant, how, and for how much of it. */

export interface RoleAssignment {
  readonly role: string;
  readonly user: User;
  readonly tenant: Tenant;
  readonly ordinal: number;
  /** The group that it is assigned to and that the person is in; null where it is the person's own. */
  readonly groupId: string | null;
  readonly directoryScopeId: string;
  /** It is not active: the person may activate it. */
  readonly eligible: boolean;
}

export function roleAssignmentsIn(tenant: Tenant): RoleAssignment[] {
  return tenant.admins.flatMap((admin, at) => {
    const user = tenant.userById.get(admin.id ?? '');
    if (!user) return [];
    const directoryScopeId =
      admin.scope === 'tenant' ? '/' : `/administrativeUnits/${guidFrom(`${tenant.id}|administrative unit`)}`;
    return admin.roles.map((role, index) => ({
      role,
      user,
      tenant,
      ordinal: at * 1000 + index,
      groupId: admin.throughGroup
        ? guidFrom(`${tenant.id}|holders of ${role}|${directoryScopeId}|${admin.eligible}`)
        : null,
      directoryScopeId,
      eligible: admin.eligible,
    }));
  });
}
