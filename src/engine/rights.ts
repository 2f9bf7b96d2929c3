import { hasProblem } from '../upgrade/ports.js';
import {
  type Actor,
  type BillingRole,
  directoryRolesThatMay,
  type Permission,
  type Role,
} from '../upgrade/tenant/roles.js';
import type { World } from './read-facts.js';

/** Who may do what in a tenant: by directory roles and, where a billing account decides who buys, by its own. */

type Sources = Pick<World, 'directory' | 'commerceFor'>;

/** Somebody of the tenant, and a role they hold. */
export type Holder = Actor & { role: Role };

/** Who may do what, as it is asked for by people. */
export type Rights = {
  rolesOf(tenantId: string, personId: string): Promise<readonly Role[]>;
  /** Directory roles alone, which decide who sees the tenant: a billing account that does not answer keeps no news back. */
  directoryRolesOf(tenantId: string, personId: string): Promise<readonly Role[]>;
  /** Directory roles that the person has once they activate them. */
  eligibleRolesOf(tenantId: string, personId: string): Promise<readonly Role[]>;
  /** Some people who may do it, those first whose job it is; at most `limit`. */
  peopleWhoMay(tenantId: string, permission: Permission, limit: number): Promise<Holder[]>;
};

export function createRights(world: Sources): Rights {
  return {
    rolesOf: (tenantId, personId) => rolesHeld(world, tenantId, personId),
    directoryRolesOf: (tenantId, personId) => world.directory.rolesOf(tenantId, personId),
    eligibleRolesOf: (tenantId, personId) => world.directory.eligibleRolesOf(tenantId, personId),
    peopleWhoMay: (tenantId, permission, limit) => peopleWhoMay(world, tenantId, permission, limit),
  };
}

/** What a person holds, read now. A billing account that does not let the app see its roles leaves them out. */
export async function rolesHeld(world: Sources, tenantId: string, personId: string): Promise<Role[]> {
  const { directory, commerceFor } = world;
  const [held, commerce] = await Promise.all([directory.rolesOf(tenantId, personId), commerceFor(tenantId)]);
  // Whoever has no directory role sees nothing, whatever they may buy.
  if (held.length === 0) return held;
  const own = await unlessTurnedAway(commerce.rolesOf(tenantId, personId, held));
  return [...held, ...onAccount(own)];
}

/**
 * What a person holds who has something bought or ended by API, read now.
 * @param payer whoever pays, whose roles count beside the whole account's
 * @throws PortError `denied` when the app may not see a billing account's roles: nothing is done there in anybody's name
 */
export async function rolesToAct(world: Sources, tenantId: string, personId: string, payer?: string): Promise<Role[]> {
  const { directory, commerceFor } = world;
  const [held, commerce] = await Promise.all([directory.rolesOf(tenantId, personId), commerceFor(tenantId)]);
  return [...held, ...onAccount(await commerce.rolesOf(tenantId, personId, held, payer))];
}

async function peopleWhoMay(
  world: Sources,
  tenantId: string,
  permission: Permission,
  limit: number,
): Promise<Holder[]> {
  const { directory, commerceFor } = world;
  if (permission === 'buy') {
    const commerce = await commerceFor(tenantId);
    const own = await unlessTurnedAway(commerce.peopleWith(tenantId, limit));
    if (own) return own;
  }
  return directory.peopleWith(tenantId, narrowestFirst(directoryRolesThatMay(permission)), limit);
}

function onAccount(own: readonly BillingRole[] | undefined): Role[] {
  if (own === undefined) return [];
  return own.length > 0 ? [...own] : ['noBillingRole'];
}

/** Where the account turns the app away, its roles are not told. One that cannot be reached may tell later. */
async function unlessTurnedAway<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasProblem(error, 'denied', 'refused', 'notFound')) return undefined;
    throw error;
  }
}

/** Whoever may do everything is asked after those whose job it is. */
function narrowestFirst<R extends Role>(roles: readonly R[]): R[] {
  const isWidest = (role: R) => role === 'globalAdministrator';
  return [...roles.filter((role) => !isWidest(role)), ...roles.filter(isWidest)];
}
