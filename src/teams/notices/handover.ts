import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { TookTooLong, within } from '../../base/deadline.js';
import type { RealTime } from '../../base/real-time.js';
import type { Upgrades } from '../../engine/upgrades.js';
import type { Clock } from '../../upgrade/ports.js';
import { nextStepNeeds } from '../../upgrade/run/next-step.js';
import { isOver, type Run } from '../../upgrade/run/run.js';
import { type Actor, may, type Permission, type Role } from '../../upgrade/tenant/roles.js';
import type { Refused } from '../cards/answers/refused.js';
import type { AskedColleague, NextStep } from '../cards/run-context.js';
import type { Access, Colleague } from '../conversation/access.js';
import { canBeReached, type Followers } from './followers.js';

/** How long a turn that has its answer waits for who else to ask, in milliseconds. */
const soonMs = 1_500;
/** How old a list of who has a role may be that is only shown. */
const freshMs = 10 * 60_000;
/** How long a Graph that did not answer is not asked again for what is only shown. */
const unansweredMs = 30_000;
/** For how long a card says that somebody "has been" asked, and not when. */
const justNowMs = 10 * 60_000;
const mostNamed = 5;
const mostKept = 1_000;

/**
 * Finds a colleague for a step that somebody lacks the role for: names who has it, and asks those who use the bot.
 * Nothing of the tenant is told here to people who may not see it: whoever calls has made sure of that.
 */
export interface Handover {
  /** What to tell a person who may see the tenant and lacked the role; those who have it are asked if it is the next step. */
  refused(tenantId: string, run: Run | undefined, permission: Permission, person: Actor): Promise<Refused>;
  /**
   * A person acted: if they lack the role for what comes next, colleagues are asked.
   * @returns the run as it is then; after a moment also when Graph is slow, and the asking goes on unseen
   */
  onward(run: Run, roles: readonly Role[], person: Actor): Promise<Run>;
  /** Asks whoever has the permission and uses the bot; undefined when Graph or the store can't tell or take it. */
  ask(run: Run, permission: Permission, from: Actor | null): Promise<readonly AskedColleague[] | undefined>;
  /** What a card says of the next step to somebody who lacks the role for it. Never rejects. */
  nextStep(run: Run, roles: readonly Role[], personId: string): Promise<NextStep | undefined>;
}

type Options = {
  upgrades: Pick<Upgrades, 'run' | 'follow' | 'handOver'>;
  access: Pick<Access, 'peopleWhoMay'>;
  followers: Pick<Followers, 'get'>;
  /** The tenants' time. */
  clock: Clock;
  time: RealTime;
  log: Logger;
};

type Holder = Colleague & { usesBot: boolean };

export function createHandover({ upgrades, access, followers, clock, time, log }: Options): Handover {
  /** undefined: Graph did not answer. */
  const seen = new BoundedMap<string, { holders: readonly Colleague[] | undefined; at: number }>(mostKept);

  /** Those who have the permission, the ones who use the bot first. */
  async function holdersNow(tenantId: string, permission: Permission): Promise<Holder[] | undefined> {
    const people = await access.peopleWhoMay(tenantId, permission);
    keep(tenantId, permission, people);
    if (people === undefined) return undefined;
    const holders = await Promise.all(
      people.map(async (one) => ({ ...one, usesBot: canBeReached(await followers.get(tenantId, one.id)) })),
    );
    return holders.sort((a, b) => Number(b.usesBot) - Number(a.usesBot));
  }

  function keep(tenantId: string, permission: Permission, holders: readonly Colleague[] | undefined): void {
    seen.set(JSON.stringify([tenantId, permission]), { holders, at: time.now() });
  }

  async function holdersForReading(
    tenantId: string,
    permission: Permission,
  ): Promise<readonly Colleague[] | undefined> {
    const known = seen.get(JSON.stringify([tenantId, permission]));
    if (known && time.now() - known.at <= (known.holders ? freshMs : unansweredMs)) return known.holders;
    return soon(tenantId, permission, holdersNow(tenantId, permission));
  }

  /** What comes of it, if it comes while somebody waits. */
  async function soon<T>(tenantId: string, permission: Permission, work: Promise<T>): Promise<T | undefined> {
    try {
      return await within(work, soonMs, time);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      keep(tenantId, permission, undefined);
      return undefined;
    }
  }

  /** Asks these, and says whom of them the run has asked, now or lately. */
  async function askThese(
    run: Run,
    permission: Permission,
    from: Actor | null,
    to: readonly Actor[],
  ): Promise<(AskedColleague & { id: string })[]> {
    // Both follow the run: whoever asks wants to hear what came of it.
    if (from) await upgrades.follow(run.tenantId, run.id, from.id);
    const now = to.length === 0 ? [] : await upgrades.handOver(run.tenantId, run.id, { permission, from, to });
    const after = (await upgrades.run(run.tenantId, run.id)) ?? run;
    return to.flatMap(({ id, name }) => {
      const at = askedAt(after, permission, id);
      return at === undefined ? [] : [{ id, name, at, justNow: now.some((one) => one.id === id) }];
    });
  }

  async function ask(run: Run, permission: Permission, from: Actor | null) {
    try {
      const holders = await holdersNow(run.tenantId, permission);
      // Nobody tried what only they can do: whoever asked not to be told is left in peace.
      const to = holders?.filter(({ id, usesBot }) => usesBot && id !== from?.id && !run.left.includes(id));
      return to && (await askThese(run, permission, from, to.slice(0, mostNamed)));
    } catch (error) {
      log.warn({ err: error, run: run.id }, 'colleagues could not be asked');
      return undefined;
    }
  }

  return {
    ask,
    async refused(tenantId, run, permission, person) {
      try {
        const holders = (await holdersNow(tenantId, permission))?.filter(({ id }) => id !== person.id);
        const people = holders?.slice(0, mostNamed);
        if (!people || !run || isOver(run) || nextStepNeeds(run) !== permission) return { permission, people };
        const asked = await askThese(
          run,
          permission,
          person,
          people.filter(({ usesBot }) => usesBot),
        );
        const others = people.filter(({ id }) => !asked.some((one) => one.id === id));
        return { permission, people, asked, toTell: others.map(({ name }) => name) };
      } catch (error) {
        log.warn({ err: error, tenant: tenantId }, 'who has a role could not be told');
        return { permission, people: undefined };
      }
    },
    async onward(run, roles, person) {
      const needed = nextStepNeeds(run);
      if (!needed || may(needed, roles)) return run;
      try {
        if (!(await soon(run.tenantId, needed, ask(run, needed, person)))) return run;
        return (await upgrades.run(run.tenantId, run.id)) ?? run;
      } catch (error) {
        log.warn({ err: error, run: run.id }, 'a run could not be read again');
        return run;
      }
    },
    async nextStep(run, roles, personId) {
      const permission = nextStepNeeds(run);
      if (!permission || may(permission, roles)) return undefined;
      try {
        const asked = await reachedOf(run, permission, personId);
        if (asked.length > 0) return { permission, asked, have: undefined };
        // Nobody has begun to steer yet, or anybody may: that there is a next step is no news.
        if (permission === 'steer') return undefined;
        const holders = await holdersForReading(run.tenantId, permission);
        return holders && { permission, asked, have: holders.slice(0, mostNamed).map(({ name }) => name) };
      } catch (error) {
        log.debug({ err: error, run: run.id }, 'who takes the next step could not be told');
        return undefined;
      }
    },
  };

  /** Those who were asked for the permission and can be reached still. */
  async function reachedOf(run: Run, permission: Permission, personId: string): Promise<AskedColleague[]> {
    const now = clock.now().getTime();
    const ids = new Set(run.handovers.filter((one) => one.permission === permission).map(({ to }) => to));
    ids.delete(personId);
    const people = await Promise.all([...ids].map((id) => followers.get(run.tenantId, id)));
    return people.filter(canBeReached).flatMap(({ personId: id, name }) => {
      const at = askedAt(run, permission, id);
      return at === undefined ? [] : [{ name, at, justNow: now - Date.parse(at) < justNowMs }];
    });
  }
}

function askedAt(run: Run, permission: Permission, personId: string): string | undefined {
  return run.handovers.findLast((one) => one.permission === permission && one.to === personId)?.at;
}
