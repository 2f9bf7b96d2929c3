import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { TookTooLong, within } from '../../base/deadline.js';
import { keyOf } from '../../base/key-of.js';
import { ageOf } from '../../base/left-of.js';
import type { RealTime } from '../../base/real-time.js';
import type { Holder, Rights } from '../../engine/rights.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import { may, type Permission, type Role } from '../../upgrade/tenant/roles.js';

/** How long a turn waits for a person's roles, in milliseconds. Teams gives a turn ten to fifteen seconds. */
const patienceMs = 4_000;
/** How old an answer may be that only decides what a card shows. */
const freshMs = 60_000;
/** And how old one that lets nobody see anything: whoever was given a role meanwhile tries again, and not in a minute. */
const refusedFreshMs = 5_000;
const mostRead = 25;
const mostKept = 10_000;

/** Somebody of the tenant, and a role they hold. */
export type Colleague = Holder;

type Options = {
  rights: Rights;
  time: RealTime;
  log: Logger;
};

/** Who may do what, as Microsoft Graph says now. */
export class Access {
  private readonly seen = new BoundedMap<string, { roles: readonly Role[]; at: number }>(mostKept);
  private readonly denials = new BoundedMap<string, { needs: string | undefined }>(mostKept);

  private readonly reading = new Map<string, Promise<readonly Role[] | undefined>>();

  constructor(private readonly options: Options) {}

  /** Read from Graph for this call: for actions that change something. undefined when Graph could not be asked. */
  async rolesNow(tenantId: string, personId: string): Promise<readonly Role[] | undefined> {
    const roles = await this.asked('roles of a person', () => this.readRoles(tenantId, personId));
    if (roles) this.seen.set(keyOf(tenantId, personId), { roles, at: this.options.time.now() });
    return roles;
  }

  /** As {@link rolesNow}, for what only reads: whoever asks while an answer is on its way waits for that one. */
  rolesOnTheWay(tenantId: string, personId: string): Promise<readonly Role[] | undefined> {
    const key = keyOf(tenantId, personId);
    const reading = this.reading.get(key) ?? this.rolesNow(tenantId, personId).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  /**
   * For what is shown: at most a minute old, and some seconds where they let nobody see anything. undefined when Graph could
   * not be asked.
   */
  async rolesForReading(tenantId: string, personId: string): Promise<readonly Role[] | undefined> {
    return this.rolesSeen(tenantId, personId) ?? this.rolesNow(tenantId, personId);
  }

  /**
   * Roles that tell whether the person may be shown the tenant, where the others do not answer; for no action.
   * undefined when Graph could not be asked.
   */
  rolesToSee(tenantId: string, personId: string): Promise<readonly Role[] | undefined> {
    return this.asked('directory roles of a person', () => this.options.rights.directoryRolesOf(tenantId, personId));
  }

  /** What was read of the person so lately that it counts; undefined when nothing was. Asks nobody. */
  rolesSeen(tenantId: string, personId: string): readonly Role[] | undefined {
    const known = this.seen.get(keyOf(tenantId, personId));
    if (!known) return undefined;
    const most = may('see', known.roles) ? freshMs : refusedFreshMs;
    return ageOf(known.at, this.options.time.now()) <= most ? known.roles : undefined;
  }

  /** Whether the last read of roles in the tenant was denied, and the permission it needed where Microsoft tells. */
  denied(tenantId: string): { needs: string | undefined } | undefined {
    return this.denials.get(tenantId);
  }

  /** Some people who hold a role that grants the permission, read for this call; undefined when Graph does not tell. */
  async peopleWhoMay(tenantId: string, permission: Permission): Promise<Colleague[] | undefined> {
    return this.asked('people with a role', () => this.options.rights.peopleWhoMay(tenantId, permission, mostRead));
  }

  /** Roles that would let the person do it once they activate them, read for this call; none when Graph does not tell. */
  async eligibleFor(tenantId: string, personId: string, permission: Permission): Promise<readonly Role[]> {
    const eligible = await this.asked('roles to activate', () =>
      this.options.rights.eligibleRolesOf(tenantId, personId),
    );
    return (eligible ?? []).filter((role) => may(permission, [role]));
  }

  private async readRoles(tenantId: string, personId: string): Promise<readonly Role[]> {
    try {
      const roles = await this.options.rights.rolesOf(tenantId, personId);
      this.denials.delete(tenantId);
      return roles;
    } catch (error) {
      if (hasProblem(error, 'denied')) {
        this.denials.set(tenantId, { needs: error.problem.needs });
      }
      throw error;
    }
  }

  private async asked<T>(doing: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await within(ask(), patienceMs, this.options.time);
    } catch (error) {
      if (!(error instanceof PortError || error instanceof TookTooLong)) throw error;
      this.options.log.warn({ doing, reason: error.message }, 'Microsoft Graph could not be asked');
      return undefined;
    }
  }
}
