import { nextStepNeeds } from '../../upgrade/run/next-step.js';
import { isOver, type Run } from '../../upgrade/run/run.js';
import { type Actor, may, type Permission, type Role } from '../../upgrade/tenant/roles.js';
import type { Refused } from '../cards/answers/refused.js';
import type { AskedColleague, NextStep } from '../cards/run-context.js';
import type { Parts } from '../parts.js';
import { canBeReached } from '../people/follower.js';
import type { Holder, Holders } from './holders.js';

/** For how long a card says that somebody "has been" asked, and not when. */
const justNowMs = 10 * 60_000;
const mostNamed = 5;

type Options = Pick<Parts, 'upgrades' | 'followers' | 'clock' | 'log'> & { holders: Holders };

/**
 * Finds a colleague for a step that somebody lacks the role for: names who has it, and asks those who use the bot.
 * Nothing of the tenant is told here to people who may not see it: whoever calls has made sure of that.
 */
export class Colleagues {
  constructor(private readonly options: Options) {}

  /** What to tell a person who may see the tenant and lacked the role; those who have it are asked if it is the next step. */
  async refused(tenantId: string, run: Run | undefined, permission: Permission, person: Actor): Promise<Refused> {
    const { holders, log } = this.options;
    try {
      const others = (await holders.now(tenantId, permission))?.filter(({ id }) => id !== person.id);
      const people = others?.slice(0, mostNamed);
      if (!people || !run || isOver(run) || nextStepNeeds(run) !== permission) return { permission, people };
      return { permission, people, ...(await this.askOrTell(run, permission, person, people)) };
    } catch (error) {
      log.warn({ err: error, tenant: tenantId }, 'who has a role could not be told');
      return { permission, people: undefined };
    }
  }

  /**
   * A person acted: if they lack the role for what comes next, colleagues are asked.
   * @returns the run as it is then; after a moment also when Graph is slow, and the asking goes on unseen
   */
  async onward(run: Run, roles: readonly Role[], person: Actor): Promise<Run> {
    const { holders, upgrades, log } = this.options;
    const needed = nextStepNeeds(run);
    if (!needed || may(needed, roles)) return run;
    try {
      if (!(await holders.soon(run.tenantId, needed, this.ask(run, needed, person)))) return run;
      return (await upgrades.run(run.tenantId, run.id)) ?? run;
    } catch (error) {
      log.warn({ err: error, run: run.id }, 'a run could not be read again');
      return run;
    }
  }

  /** Asks whoever has the permission and uses the bot; undefined when Graph or the store can't tell or take it. */
  async ask(run: Run, permission: Permission, from: Actor | null): Promise<readonly AskedColleague[] | undefined> {
    const { holders, log } = this.options;
    try {
      const people = await holders.now(run.tenantId, permission);
      // Nobody tried what only they can do: whoever asked not to be told is left in peace.
      const to = people?.filter(({ id, usesBot }) => usesBot && id !== from?.id && !run.left.includes(id));
      return to && (await this.askThese(run, permission, from, to.slice(0, mostNamed)));
    } catch (error) {
      log.warn({ err: error, run: run.id }, 'colleagues could not be asked');
      return undefined;
    }
  }

  /** What a card says of the next step to somebody who lacks the role for it. Never rejects. */
  async nextStep(run: Run, roles: readonly Role[], personId: string): Promise<NextStep | undefined> {
    const permission = nextStepNeeds(run);
    if (!permission || may(permission, roles)) return undefined;
    try {
      const asked = await this.stillReached(run, permission, personId);
      if (asked.length > 0) return { permission, asked, have: undefined };
      // Nobody has begun to steer yet, or anybody may: that there is a next step is no news.
      if (permission === 'steer') return undefined;
      const people = await this.options.holders.forReading(run.tenantId, permission);
      return people && { permission, asked, have: people.slice(0, mostNamed).map(({ id, name }) => ({ id, name })) };
    } catch (error) {
      this.options.log.debug({ err: error, run: run.id }, 'who takes the next step could not be told');
      return undefined;
    }
  }

  /** Those who use the bot are asked; the others are for the person to tell. */
  private async askOrTell(run: Run, permission: Permission, person: Actor, people: readonly Holder[]) {
    const reachable = people.filter(({ usesBot }) => usesBot);
    const asked = await this.askThese(run, permission, person, reachable);
    const others = people.filter(({ id }) => !asked.some((one) => one.id === id));
    return { asked, toTell: others.map(({ name }) => name) };
  }

  /** Asks these, and says whom of them the run has asked, now or lately. */
  private async askThese(
    run: Run,
    permission: Permission,
    from: Actor | null,
    to: readonly Actor[],
  ): Promise<AskedColleague[]> {
    const { upgrades } = this.options;
    // Both follow the run: whoever asks wants to hear what came of it.
    if (from) await upgrades.follow(run.tenantId, run.id, from.id);
    const now = to.length === 0 ? [] : await upgrades.handOver(run.tenantId, run.id, { permission, from, to });
    const after = (await upgrades.run(run.tenantId, run.id)) ?? run;
    return to.flatMap(({ id, name }) => {
      const at = askedAt(after, permission, id);
      return at === undefined ? [] : [{ id, name, at, justNow: now.some((one) => one.id === id) }];
    });
  }

  /** Those who were asked for the permission and can be reached still. */
  private async stillReached(run: Run, permission: Permission, personId: string): Promise<AskedColleague[]> {
    const { followers, clock } = this.options;
    const now = clock.now().getTime();
    const ids = new Set(run.handovers.filter((one) => one.permission === permission).map(({ to }) => to));
    ids.delete(personId);
    const people = await Promise.all([...ids].map((id) => followers.get(run.tenantId, id)));
    return people.filter(canBeReached).flatMap(({ personId: id, name }) => {
      const at = askedAt(run, permission, id);
      return at === undefined ? [] : [{ id, name, at, justNow: now - Date.parse(at) < justNowMs }];
    });
  }
}

function askedAt(run: Run, permission: Permission, personId: string): string | undefined {
  return run.handovers.findLast((one) => one.permission === permission && one.to === personId)?.at;
}
