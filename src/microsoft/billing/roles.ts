import { z } from 'zod';
import {
  type Actor,
  type BillingRole,
  type DirectoryRole,
  directoryRoles,
  roleTemplateIds,
} from '../../upgrade/tenant/roles.js';
import { plainWord } from '../words.js';
import type { Billing, People } from './client.js';
import { pathsOf, payerNamed } from './payer-id.js';
import { nameIn, sameId } from './resource-id.js';
import { type Definitions, readDefinitions } from './role-definitions.js';

/**
 * Who may buy and cancel on a billing account: its own role assignments, and those of its profiles, tell it alone. Roles
 * on an invoice section are not counted.
 * @see https://learn.microsoft.com/azure/cost-management-billing/manage/understand-mca-roles (read 2026-02-10)
 */

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const assignmentSchema = z.object({
  properties: z
    .object({
      principalId: text,
      principalTenantId: text,
      principalType: text,
      principalDisplayName: text,
      roleDefinitionId: text,
    })
    .nullish(),
});

/** One holder of a role that buys. */
type Assignment = {
  role: BillingRole;
  principalId: string;
  /** What the principal is, as BillingPrincipalType in plain letters. */
  of: string;
  name: string;
};

export type Where = { billing: Billing; tenantId: string; account: string };

/**
 * The roles of an account that a person holds: by name, through a group they are in, or through a directory role.
 * @param held their directory roles
 * @param payer whose roles count beside the account's; every profile's when left out
 * @throws PortError `denied` when the app may not read role assignments
 */
export async function readRolesOf(
  where: Where,
  people: People | undefined,
  personId: string,
  held: readonly DirectoryRole[],
  payer: string | undefined,
): Promise<BillingRole[]> {
  const ofAccount = await readAssignments(where, where.account);
  const mine = await heldBy(personId, held, ofAccount, where, people);
  if (mine.length > 0) return mine;
  const profiles = await profilesOf(where, payer);
  const ofProfiles = await Promise.all(profiles.map((path) => readAssignments(where, path)));
  return heldBy(personId, held, ofProfiles.flat(), where, people);
}

/** Everyone to whom a role of the account or of one of its profiles is assigned. @throws PortError */
export async function readAllAssignments(where: Where): Promise<Assignment[]> {
  const scopes = [where.account, ...(await profilesOf(where, undefined))];
  return (await Promise.all(scopes.map((path) => readAssignments(where, path)))).flat();
}

/** People who hold such a role, at most `limit`. @throws PortError */
export async function readPeopleWith(
  where: Where,
  people: People | undefined,
  limit: number,
): Promise<(Actor & { role: BillingRole })[]> {
  const found = new Map<string, Actor & { role: BillingRole }>();
  for (const assignment of await readAllAssignments(where)) {
    if (found.size >= limit) break;
    const { role } = assignment;
    for (const { id, name } of await behind(assignment, where, people, limit)) {
      const key = id.toLowerCase();
      if (!found.has(key)) found.set(key, { id, name, role });
    }
  }
  return [...found.values()].slice(0, limit);
}

/** The assignments of one scope that buy. */
async function readAssignments({ billing, tenantId }: Where, scope: string): Promise<Assignment[]> {
  const path = `${scope}/billingRoleAssignments`;
  const doing = 'reading who may buy on the billing account';
  const [assignments, definitions] = await Promise.all([
    billing.list({ tenantId, path, doing }, assignmentSchema),
    readDefinitions(billing, tenantId, scope),
  ]);
  return assignments.flatMap(({ properties }) => assignmentOf(properties, definitions, tenantId) ?? []);
}

type Told = z.infer<typeof assignmentSchema>['properties'];

/** Somebody of another tenant is another person, whatever id they have there. */
function assignmentOf(told: Told, definitions: Definitions, tenantId: string): Assignment | undefined {
  if (!told?.principalId || (told.principalTenantId && !sameId(told.principalTenantId, tenantId))) return undefined;
  const role = definitions.get(nameIn(told.roleDefinitionId).toLowerCase());
  const { principalId, principalType, principalDisplayName } = told;
  return role && { role, principalId, of: plainWord(principalType), name: principalDisplayName };
}

const profileSchema = z.object({ name: z.string() });

async function profilesOf({ billing, tenantId, account }: Where, payer: string | undefined): Promise<string[]> {
  if (payer !== undefined) return [pathsOf(account, payerNamed(payer)).profile];
  const path = `${account}/billingProfiles`;
  const profiles = await billing.list({ tenantId, path, doing: 'reading the billing profiles' }, profileSchema);
  return profiles.map(({ name }) => pathsOf(account, { profile: name, section: undefined }).profile);
}

async function heldBy(
  personId: string,
  held: readonly DirectoryRole[],
  assignments: readonly Assignment[],
  where: Where,
  people: People | undefined,
): Promise<BillingRole[]> {
  const byName = assignments.filter(
    ({ of, principalId }) =>
      sameId(principalId, personId) ||
      (of === 'directoryrole' && held.some((role) => sameId(principalId, roleTemplateIds[role]))),
  );
  if (byName.length > 0) return rolesIn(byName);
  const groups = assignments.filter(({ of }) => of === 'group');
  const inGroup = await Promise.all(
    groups.map(({ principalId }) => isMember(where.tenantId, principalId, personId, people)),
  );
  return rolesIn(groups.filter((_, at) => inGroup[at]));
}

const rolesIn = (assignments: readonly Assignment[]): BillingRole[] => [
  ...new Set(assignments.map(({ role }) => role)),
];

/** Only those who are in the group themselves, not in one within it. */
async function isMember(
  tenantId: string,
  groupId: string,
  personId: string,
  people: People | undefined,
): Promise<boolean> {
  for await (const ids of people?.groupMembers?.(tenantId, groupId) ?? [])
    if (ids.some((id) => sameId(id, personId))) return true;
  return false;
}

/** The people behind an assignment. Apps, and whoever nobody names, are none. */
async function behind(
  { of, principalId, name }: Assignment,
  { tenantId }: Where,
  people: People | undefined,
  limit: number,
) {
  switch (of) {
    case 'group': {
      const ids: string[] = [];
      for await (const page of people?.groupMembers?.(tenantId, principalId) ?? []) ids.push(...page);
      return named(tenantId, ids.slice(0, limit), people);
    }
    case 'directoryrole': {
      const role = directoryRoles.find((one) => sameId(principalId, roleTemplateIds[one]));
      return role ? ((await people?.peopleWith?.(tenantId, [role], limit)) ?? []) : [];
    }
    case 'serviceprincipal':
    case 'everyone':
      return [];
    default:
      return name !== '' ? [{ id: principalId, name }] : named(tenantId, [principalId], people);
  }
}

const mostAtOnce = 20;

async function named(tenantId: string, ids: readonly string[], people: People | undefined): Promise<Actor[]> {
  const users = (await people?.users?.(tenantId, ids.slice(0, mostAtOnce))) ?? [];
  return users.map(({ id, displayName }) => ({ id, name: displayName }));
}
