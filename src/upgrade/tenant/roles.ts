import { z } from 'zod';

/** A person who talks to the bot, by the directory object id of their account. */
export const actorSchema = z.object({ id: z.string().min(1), name: z.string() });
export type Actor = z.infer<typeof actorSchema>;

/**
 * The directory roles that matter to an upgrade, by their Entra role template ids.
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const roleTemplateIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  billingAdministrator: 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  licenseAdministrator: '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const;
export type DirectoryRole = keyof typeof roleTemplateIds;
export const directoryRoles = Object.keys(roleTemplateIds) as DirectoryRole[];

/**
 * The roles of a billing account on a Microsoft Customer Agreement that buy and cancel. Only the account's own role
 * assignments tell who holds them: no directory role does.
 * @see https://learn.microsoft.com/azure/cost-management-billing/manage/understand-mca-roles (read 2026-02)
 */
export const billingRoles = [
  'billingAccountOwner',
  'billingAccountContributor',
  'billingProfileOwner',
  'billingProfileContributor',
] as const;
export type BillingRole = (typeof billingRoles)[number];

/**
 * What somebody holds. `noBillingRole` stands in it where a billing account's roles decide who buys and they hold none;
 * where no billing account decides, or it does not tell, it has directory roles alone.
 */
export type Role = DirectoryRole | BillingRole | 'noBillingRole';
export const roles: readonly Role[] = [...directoryRoles, ...billingRoles];

/** What a person wants to do with the tenant: look, buy or cancel, assign licences, or steer the run (either of the two). */
export const permissionSchema = z.enum(['see', 'buy', 'assign', 'steer']);
export type Permission = z.infer<typeof permissionSchema>;

const allowedRoles: Record<Permission, readonly DirectoryRole[]> = {
  see: ['globalAdministrator', 'billingAdministrator', 'licenseAdministrator', 'userAdministrator', 'globalReader'],
  buy: ['globalAdministrator', 'billingAdministrator'],
  assign: ['globalAdministrator', 'licenseAdministrator', 'userAdministrator'],
  steer: ['globalAdministrator', 'billingAdministrator', 'licenseAdministrator', 'userAdministrator'],
};

/**
 * The roles that grant a permission, the widest first.
 * @param held what somebody of the tenant holds, which tells whether a billing account's roles decide who buys
 */
export function rolesThatMay(permission: Permission, held: readonly Role[] = []): readonly Role[] {
  return permission === 'buy' && accountDecides(held) ? billingRoles : allowedRoles[permission];
}

/** The directory roles that grant a permission, the widest first. */
export function directoryRolesThatMay(permission: Permission): readonly DirectoryRole[] {
  return allowedRoles[permission];
}

/** Whether any of the roles held grants the permission. */
export function may(permission: Permission, held: readonly Role[]): boolean {
  const granting = rolesThatMay(permission, held);
  return held.some((role) => granting.includes(role));
}

/** Whether a billing account's roles decide who buys, as what somebody holds there tells. */
export function accountDecides(held: readonly Role[]): boolean {
  return held.some((role) => role === 'noBillingRole' || (billingRoles as readonly Role[]).includes(role));
}
