import { BoundedMap } from '../../base/bounded-map.js';
import { concurrently } from '../../base/concurrently.js';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import type { Duty } from '../../storage/duty.js';
import { isAskedFor } from '../../upgrade/run/handover.js';
import { waitingFor } from '../../upgrade/run/large-orders.js';
import { nextStepNeeds, whoBroughtHere } from '../../upgrade/run/next-step.js';
import type { Run } from '../../upgrade/run/run.js';
import { type Actor, may, type Permission } from '../../upgrade/tenant/roles.js';
import type { Parts } from '../parts.js';
import { canBeReached } from '../people/follower.js';
import type { Colleagues } from './colleagues.js';

/** Milliseconds of this machine's time. */
const turnTakes = 3_000;
const firstRetry = 15_000;
const longestRetry = 30 * 60_000;
const atOnce = 4;
const mostKept = 10_000;

/** Whom a request comes from; undefined where there is no reason to ask anybody. */
type From = ReturnType<typeof whoBroughtHere>;

type Options = Pick<Parts, 'upgrades' | 'access' | 'followers' | 'clock' | 'time' | 'log'> & {
  colleagues: Colleagues;
  duty: Duty;
};

/**
 * Looks for a colleague where a run has come to a step that nobody who follows it has the role for, whoever or whatever
 * brought it there, and where whoever brought it there lacks the role and their turn could not ask. What was asked is in the run; nothing is asked twice.
 */
export class HandoverWatch {
  private readonly stopping = new AbortController();
  private readonly looks = new Set<Promise<void>>();
  /** The revision of each run that was looked at last. */
  private readonly examined = new BoundedMap<string, number>(mostKept);
  private readonly lines = createKeyedQueue();
  private inLines = 0;

  constructor(private readonly options: Options) {}

  /** Looks at the runs that were left from before, each time this process comes to do so for all. */
  start(): void {
    this.options.duty.onTaken(() => {
      this.examined.clear();
      this.keep(this.lookAtAll(), {}, 'runs that wait for somebody could not be looked at');
    });
  }

  /** Resolves once nothing is looked at any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.looks);
  }

  /**
   * Whether a person is still to be asked for what they were to be asked for: the step waits, and Graph shows their
   * role at this moment. Where they have lost it, somebody else is looked for.
   */
  async confirm(
    run: Run,
    personId: string,
  ): Promise<{ is: 'wanted'; permission: Permission } | { is: 'past' | 'unknown' }> {
    const asked = run.handovers.findLast(({ to }) => to === personId)?.permission;
    if (!asked || nextStepNeeds(run) !== asked) return { is: 'past' };
    const roles = await this.options.access.rolesNow(run.tenantId, personId);
    if (roles === undefined) return { is: 'unknown' };
    if (may(asked, roles)) return { is: 'wanted', permission: asked };
    this.look(run, 0, { by: run.audit.findLast(({ what }) => what === 'handover')?.by ?? null });
    return { is: 'past' };
  }

  /** Looks at a run that has changed. */
  changed(run: Run): void {
    if (!nextStepNeeds(run) || !this.isNew(run)) return;
    // Whoever acted is answered first, and their answer may be that somebody was asked.
    this.look(run, whoBroughtHere(run)?.by ? turnTakes : 0, whoBroughtHere(run));
  }

  private isNew({ id, revision }: Run): boolean {
    if (this.examined.get(id) === revision) return false;
    this.examined.set(id, revision);
    return true;
  }

  private async lookAtAll(): Promise<void> {
    await concurrently(this.options.upgrades.waitingForPeople(), atOnce, async (run) => {
      const from = whoBroughtHere(run);
      if (this.stopping.signal.aborted || !this.isNew(run) || (await this.isSettled(run, from))) return;
      this.look(run, firstRetry, from);
    });
  }

  private look(run: Run, afterMs: number, from: From): void {
    this.keep(
      this.lookUntilKnown(run, afterMs, from),
      { run: run.id },
      'whom to ask for a step could not be found out',
    );
  }

  private keep(looking: Promise<void>, about: { run?: string }, trouble: string): void {
    const look = looking
      .catch((error: unknown) => this.options.log.error({ err: error, ...about }, trouble))
      .finally(() => this.looks.delete(look));
    this.looks.add(look);
  }

  private async lookUntilKnown({ tenantId, id, revision }: Run, afterMs: number, from: From): Promise<void> {
    const { upgrades, time } = this.options;
    const { signal } = this.stopping;
    const isDone = async (): Promise<boolean> => {
      if (signal.aborted) return true;
      const run = await upgrades.run(tenantId, id);
      // What changed since is looked at for itself.
      return run?.revision !== revision || (await this.isSettled(run, from));
    };
    if (afterMs > 0) await time.sleep(afterMs, signal);
    let isAgain = afterMs >= firstRetry;
    for (let wait = firstRetry; !(await (isAgain ? this.inLine(isDone) : isDone())); ) {
      await time.sleep(wait, signal);
      wait = Math.min(wait * 2, longestRetry);
      isAgain = true;
    }
  }

  /** Where Graph answers nobody, thousands of runs are looked at again at the same time; turns must not wait behind them. */
  private inLine(work: () => Promise<boolean>): Promise<boolean> {
    this.inLines += 1;
    return this.lines(String(this.inLines % atOnce), work);
  }

  /** @returns false when Graph could not be asked. */
  private async isSettled(run: Run, from: From): Promise<boolean> {
    const needed = nextStepNeeds(run);
    if (!needed || !from) return true;
    // Whoever asked for an order that takes two admins cannot be the second.
    const first = waitingFor(run, this.options.clock.now());
    const follower = await this.followerWho(needed, run, first?.id);
    if (follower === 'unknown') return false;
    if (follower === 'somebody') {
      const isLeft = await this.isLeftByTurn(needed, run, from);
      if (!isLeft) return isLeft === false;
    }
    return (await this.options.colleagues.ask(run, needed, first ?? from.by)) !== undefined;
  }

  /**
   * Whether the turn of a person who lacks the role ended, with the process, before it had asked anybody. It asks followers
   * too: a card that changes under their eyes tells nobody. undefined when Graph does not tell.
   */
  private async isLeftByTurn(needed: Permission, run: Run, { by }: { by: Actor | null }): Promise<boolean | undefined> {
    if (!by || isAskedFor(run, needed)) return false;
    const roles = await this.options.access.rolesForReading(run.tenantId, by.id);
    return roles && !may(needed, roles);
  }

  private async followerWho(
    permission: Permission,
    run: Run,
    notThem: string | undefined,
  ): Promise<'somebody' | 'nobody' | 'unknown'> {
    const { followers, access } = this.options;
    let known = true;
    for (const id of run.followers) {
      if (id === notThem || !canBeReached(await followers.get(run.tenantId, id))) continue;
      const roles = await access.rolesForReading(run.tenantId, id);
      if (roles && may(permission, roles)) return 'somebody';
      known &&= roles !== undefined;
    }
    return known ? 'nobody' : 'unknown';
  }
}
