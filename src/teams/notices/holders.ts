import { BoundedMap } from '../../base/bounded-map.js';
import { TookTooLong, within } from '../../base/deadline.js';
import { keyOf } from '../../base/key-of.js';
import { ageOf } from '../../base/left-of.js';
import type { Permission } from '../../upgrade/tenant/roles.js';
import type { Parts } from '../parts.js';
import type { Colleague } from '../people/access.js';
import { canBeReached } from '../people/follower.js';

/** How long a turn that has its answer waits for who else to ask, in milliseconds. */
const soonMs = 1_500;
/** How old a list of who has a role may be that is only shown. */
const freshMs = 60_000;
/** How long a Graph that did not answer is not asked again for what is only shown. */
const unansweredMs = 30_000;
const mostKept = 1_000;

/** Somebody who has a permission. */
export type Holder = Colleague & { usesBot: boolean };

type Options = Pick<Parts, 'access' | 'followers' | 'time'>;

/** Who has a permission in a tenant. Everything here rejects when the store can't be read. */
export class Holders {
  /** undefined: Graph did not answer. */
  private readonly seen = new BoundedMap<string, { holders: readonly Colleague[] | undefined; at: number }>(mostKept);

  constructor(private readonly options: Options) {}

  /** Read from Graph for this call, those who use the bot first; undefined when Graph does not tell. */
  async now(tenantId: string, permission: Permission): Promise<Holder[] | undefined> {
    const people = await this.options.access.peopleWhoMay(tenantId, permission);
    this.keep(tenantId, permission, people);
    if (people === undefined) return undefined;
    const holders = await Promise.all(
      people.map(async (one) => ({ ...one, usesBot: await this.usesBot(tenantId, one) })),
    );
    return holders.sort((a, b) => Number(b.usesBot) - Number(a.usesBot));
  }

  /** At most a minute old, and soon: for what is shown. undefined when Graph does not tell, or not in time. */
  async forReading(tenantId: string, permission: Permission): Promise<readonly Colleague[] | undefined> {
    const known = this.seen.get(keyOf(tenantId, permission));
    const keepsFor = known?.holders ? freshMs : unansweredMs;
    if (known && ageOf(known.at, this.options.time.now()) <= keepsFor) return known.holders;
    return this.soon(tenantId, permission, this.now(tenantId, permission));
  }

  /** What comes of work that asks Graph for holders, if it comes while somebody waits; undefined otherwise. */
  async soon<T>(tenantId: string, permission: Permission, work: Promise<T>): Promise<T | undefined> {
    try {
      return await within(work, soonMs, this.options.time);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      this.keep(tenantId, permission, undefined);
      return undefined;
    }
  }

  private keep(tenantId: string, permission: Permission, holders: readonly Colleague[] | undefined): void {
    this.seen.set(keyOf(tenantId, permission), { holders, at: this.options.time.now() });
  }

  private async usesBot(tenantId: string, { id }: Colleague): Promise<boolean> {
    return canBeReached(await this.options.followers.get(tenantId, id));
  }
}
