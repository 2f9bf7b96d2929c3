import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { isoTime } from '../iso-time.js';
import { guidFrom } from '../random.js';
import { billingRoleNames } from '../scenario-commerce.js';
import { roleTemplateOf } from '../world/role-templates.js';
import type { Tenant } from '../world/state.js';
import { account, withAccount } from './accounts.js';
import { billingPage } from './billing-page.js';
import { accountId } from './names.js';
import { profilesOf } from './payers.js';
import { profile, withProfile } from './profiles.js';

/**
 * Who has which role on a billing account, and what the roles are: roles of the account on the account, those of profiles
 * on every profile.
 * @see https://learn.microsoft.com/rest/api/billing/billing-role-assignments/list-by-billing-account (2024-04-01)
 */
export const roleRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `${account}/billingRoleAssignments`, run: withAccount(list(assignmentsOf)) },
  { method: 'GET', path: `${account}/billingRoleDefinitions`, run: withAccount(list(definitionsOf)) },
  { method: 'GET', path: `${profile}/billingRoleAssignments`, run: withAccount(withProfile(list(assignmentsOf))) },
  { method: 'GET', path: `${profile}/billingRoleDefinitions`, run: withAccount(withProfile(list(definitionsOf))) },
];

/** An account, or one of its profiles. */
interface Scope {
  readonly id: string;
  readonly of: 'billingAccounts' | 'billingAccounts/billingProfiles';
}

function list(resources: (tenant: Tenant, scope: Scope) => readonly unknown[]) {
  return (call: ApiCall): ApiResponse => billingPage(call, resources(call.tenant, scopeOf(call)), { withCount: false });
}

function scopeOf({ tenant, parameters }: ApiCall): Scope {
  const wanted = parameters.profile?.toUpperCase();
  const found = wanted === undefined ? undefined : profilesOf(tenant).find(({ name }) => name === wanted);
  return found
    ? { id: found.id, of: 'billingAccounts/billingProfiles' }
    : { id: accountId(tenant), of: 'billingAccounts' };
}

type RoleName = (typeof billingRoleNames)[number];

const isOfScope = (role: RoleName, { of }: Scope): boolean =>
  role.startsWith('Billing account') === (of === 'billingAccounts');

function definitionName(role: RoleName): string {
  return guidFrom(`billing role|${role}`);
}

function definitionId(role: RoleName, { id }: Scope): string {
  return `${id}/billingRoleDefinitions/${definitionName(role)}`;
}

function definitionsOf(_tenant: Tenant, scope: Scope): unknown[] {
  return billingRoleNames
    .filter((role) => isOfScope(role, scope))
    .map((role) => ({
      id: definitionId(role, scope),
      name: definitionName(role),
      type: `Microsoft.Billing/${scope.of}/billingRoleDefinitions`,
      properties: { roleName: role, description: role, permissions: [{ actions: [guidFrom(`action|${role}`)] }] },
    }));
}

function assignmentsOf(tenant: Tenant, scope: Scope): unknown[] {
  return (tenant.scenario.billing.roles ?? usual(tenant))
    .filter(({ role }) => isOfScope(role, scope))
    .map(({ to, role }) => {
      const principal = principalOf(tenant, to);
      const name = `${definitionName(role)}_${guidFrom(`${scope.id}|${to}|${role}`)}`;
      return {
        id: `${scope.id}/billingRoleAssignments/${name}`,
        name,
        type: `Microsoft.Billing/${scope.of}/billingRoleAssignments`,
        properties: {
          createdOn: isoTime(tenant.createdAt),
          principalId: principal.id,
          principalTenantId: tenant.id,
          principalType: principal.type,
          roleDefinitionId: definitionId(role, scope),
          scope: scope.id,
        },
      };
    });
}

/** Whoever set the account up owns it. */
function usual({ admins }: Tenant): { to: string; role: RoleName }[] {
  return admins.flatMap(({ name, roles }) => [
    ...(roles.includes('Global Administrator') ? [{ to: name, role: 'Billing account owner' as const }] : []),
    ...(roles.includes('Billing Administrator') ? [{ to: name, role: 'Billing account contributor' as const }] : []),
  ]);
}

function principalOf({ id: tenantId, admins, users, groups }: Tenant, name: string): { id: string; type: string } {
  const person = admins.find((one) => one.name === name) ?? users.find(({ displayName }) => displayName === name);
  if (person?.id !== undefined) return { id: person.id, type: 'User' };
  const group = [...groups.values()].find(({ displayName }) => displayName === name);
  if (group) return { id: group.id, type: 'Group' };
  const template = roleTemplateOf(name);
  return template
    ? { id: template, type: 'DirectoryRole' }
    : { id: guidFrom(`${tenantId}|${name}`), type: 'ServicePrincipal' };
}
