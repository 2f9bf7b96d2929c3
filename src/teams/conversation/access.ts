import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { TookTooLong, within } from '../../base/deadline.js';
import type { RealTime } from '../../base/real-time.js';
import { type Directory, PortError } from '../../upgrade/ports.js';
import { type Actor, type Permission, type Role, rolesThatMay } from '../../upgrade/tenant/roles.js';

/** How long a turn waits for a person's roles, in milliseconds. Teams gives a turn ten to fifteen seconds. */
const patienceMs = 4_000;
/** How old an answer may be that only decides what a card shows. */
const freshMs = 60_000;
const mostRead = 25;
const mostKept = 10_000;

/** Somebody of the tenant, and a role they hold. */
export type Colleague = Actor & { role: Role };

/** Who may do what, as Microsoft Graph says now. */
export interface Access {
  /** Read from Graph for this call: for actions that change something. undefined when Graph could not be asked. */
  rolesNow(tenantId: string, personId: string): Promise<readonly Role[] | undefined>;
  /** At most a minute old: for what is shown. undefined when Graph could not be asked. */
  rolesForReading(tenantId: string, personId: string): Promise<readonly Role[] | undefined>;
  /** Whether the last read of roles in the tenant was denied, and the permission it needed where Microsoft tells. */
  denied(tenantId: string): { needs: string | undefined } | undefined;
  /** Some people who hold a role that grants the permission, read for this call; undefined when Graph does not tell. */
  peopleWhoMay(tenantId: string, permission: Permission): Promise<Colleague[] | undefined>;
}

type Options = {
  directory: Pick<Directory, 'rolesOf' | 'peopleWith'>;
  time: RealTime;
  log: Logger;
};

export function createAccess({ directory, time, log }: Options): Access {
  const seen = new BoundedMap<string, { roles: readonly Role[]; at: number }>(mostKept);
  const denials = new BoundedMap<string, { needs: string | undefined }>(mostKept);

  async function rolesNow(tenantId: string, personId: string): Promise<readonly Role[] | undefined> {
    const roles = await asked('roles of a person', () => readRoles(tenantId, personId));
    if (roles) seen.set(key(tenantId, personId), { roles, at: time.now() });
    return roles;
  }

  async function readRoles(tenantId: string, personId: string): Promise<readonly Role[]> {
    try {
      const roles = await directory.rolesOf(tenantId, personId);
      denials.delete(tenantId);
      return roles;
    } catch (error) {
      if (error instanceof PortError && error.problem.is === 'denied') {
        denials.set(tenantId, { needs: error.problem.needs });
      }
      throw error;
    }
  }

  async function asked<T>(doing: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await within(ask(), patienceMs, time);
    } catch (error) {
      if (!(error instanceof PortError || error instanceof TookTooLong)) throw error;
      log.warn({ doing, reason: error.message }, 'Microsoft Graph could not be asked');
      return undefined;
    }
  }

  return {
    rolesNow,
    denied: (tenantId) => denials.get(tenantId),
    async rolesForReading(tenantId, personId) {
      const known = seen.get(key(tenantId, personId));
      if (known && time.now() - known.at <= freshMs) return known.roles;
      return rolesNow(tenantId, personId);
    },
    async peopleWhoMay(tenantId, permission) {
      return asked('people with a role', () =>
        directory.peopleWith(tenantId, narrowestFirst(rolesThatMay(permission)), mostRead),
      );
    },
  };
}

/** Whoever may do everything is asked after those whose job it is. */
const narrowestFirst = (roles: readonly Role[]): Role[] =>
  [...roles].sort((a, b) => Number(a === 'globalAdministrator') - Number(b === 'globalAdministrator'));

const key = (tenantId: string, personId: string): string => JSON.stringify([tenantId, personId]);
