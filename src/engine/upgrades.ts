import { plansMeant } from '../upgrade/plans/named.js';
import type { Command } from '../upgrade/run/commands.js';
import { type Handover, handedOver } from '../upgrade/run/handover.js';
import { nextStepNeeds } from '../upgrade/run/next-step.js';
import { whyNot } from '../upgrade/run/possible.js';
import { amend, notedBeside } from '../upgrade/run/record.js';
import type { Refusal } from '../upgrade/run/refusal.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { type Actor, may } from '../upgrade/tenant/roles.js';
import { abandoned } from './abandoned.js';
import { type Action, outcomeOf, tellAction } from './action-log.js';
import { type CarryingOut, carryOut } from './carry-out.js';
import { lookForAnswer, lookOnly } from './look-at-tenant.js';
import { moneyOf } from './money-of.js';
import { answered, type Patience } from './patience.js';
import type { Asker, Look, Reply } from './reply.js';
import type { KeptReports } from './report/kept-reports.js';
import type { Report } from './report/report.js';

/** The door to runs: everything a conversation can do. Safe to call side by side; one outcome per revision. */
export interface Upgrades {
  /** The tenant's open run, else its latest one. */
  current(tenantId: string): Promise<Run | undefined>;
  run(tenantId: string, runId: string): Promise<Run | undefined>;
  /** All runs of the tenant, newest first. */
  history(tenantId: string): Promise<Run[]>;
  /** Looks at the tenant as a check does, with the same patience; opens, changes and keeps nothing. */
  look(tenantId: string): Promise<Look>;
  /**
   * Looks at the tenant: opens a run or looks again. Never changes anything at Microsoft.
   * @param source the plan that is to be upgraded, as somebody calls it; left out: the one that is being upgraded, else
   * the one there is
   */
  check(tenantId: string, asker: Asker, source?: string): Promise<Reply>;
  /**
   * Carries out a command on a run.
   * @param revision the revision the person's card showed; undefined for text, which means "as it is now".
   */
  command(
    tenantId: string,
    runId: string,
    revision: number | undefined,
    asker: Asker,
    command: Command,
  ): Promise<Reply>;
  /** Why a command would change nothing now, whoever gave it, as far as that is known without asking Microsoft. */
  wouldRefuse(run: Run, command: Command): Refusal | undefined;
  /**
   * Ends the tenant's open runs whatever their state: only for a practice tenant that is about to be replaced by another,
   * where nothing is left that they could finish.
   */
  abandon(tenantId: string, actor: Actor): Promise<void>;
  /** Makes the person a follower of the tenant's open run. */
  follow(tenantId: string, runId: string, personId: string): Promise<void>;
  /**
   * Asks colleagues to take a step that `from` lacks the role for: they follow the run and are told. Whoever was asked
   * for the same within a day is not asked again.
   * @returns those who are asked now
   */
  handOver(tenantId: string, runId: string, handover: Handover): Promise<readonly Actor[]>;
  /** Marks notices as handed to the outbox. */
  noticesSent(tenantId: string, runId: string, seqs: readonly number[]): Promise<void>;
  /** Runs that have notices to hand out (for after a restart). */
  withNotices(): AsyncIterable<Run>;
  /** Open runs whose next step waits for a person (for after a restart). */
  waitingForPeople(): AsyncIterable<Run>;
  /**
   * What the run did to whom; undefined when there is no such run in this tenant. Reads nothing of Graph yet.
   * @param id asks for the one that a link was made for
   */
  report(tenantId: string, runId: string, id?: string): Promise<Report | undefined>;
  /** Writes down that somebody took a report. @param what which file of it */
  reportTaken(tenantId: string, runId: string, by: Actor, what: string): Promise<void>;
  /** Called after each kept change of a run. Returns a function that ends it. */
  onChanged(listener: (run: Run) => void): () => void;
}

export type UpgradesOptions = CarryingOut & Patience & { reports: KeptReports };

export function createUpgrades(options: UpgradesOptions): Upgrades {
  return new TenantUpgrades(options);
}

class TenantUpgrades implements Upgrades {
  readonly #options: UpgradesOptions;
  readonly #runs: UpgradesOptions['runs'];

  constructor(options: UpgradesOptions) {
    this.#options = options;
    this.#runs = options.runs;
  }

  current(tenantId: string): Promise<Run | undefined> {
    return this.#runs.latest(tenantId);
  }

  history(tenantId: string): Promise<Run[]> {
    return this.#runs.history(tenantId);
  }

  /** A run of another tenant is not there. */
  async run(tenantId: string, runId: string): Promise<Run | undefined> {
    const run = await this.#runs.get(runId);
    return run?.tenantId === tenantId ? run : undefined;
  }

  async look(tenantId: string): Promise<Look> {
    const latest = await this.#runs.latest(tenantId);
    return answered(lookOnly(tenantId, latest, this.#options), this.#options);
  }

  async check(tenantId: string, asker: Asker, source?: string): Promise<Reply> {
    const about = { tenantId, by: asker.actor.id, verb: 'check' };
    return this.#told(about, await this.#check(tenantId, asker, source));
  }

  async #check(tenantId: string, asker: Asker, source: string | undefined): Promise<Reply> {
    if (!may('see', asker.roles)) return { is: 'missingRole', permission: 'see' };
    const latest = await this.#runs.latest(tenantId);
    if (latest && !isOver(latest) && latest.state.is !== 'assessed' && !isAboutAnother(latest, source))
      return this.#carryOut(latest, undefined, asker, { do: 'check', source });
    return answered(lookForAnswer({ tenantId, asker, latest, said: source }, this.#options), this.#options);
  }

  async command(
    tenantId: string,
    runId: string,
    revision: number | undefined,
    asker: Asker,
    asked: Command,
  ): Promise<Reply> {
    const about = { tenantId, by: asker.actor.id, verb: asked.do, runId };
    return this.#told(about, await this.#command(tenantId, runId, revision, asker, asked));
  }

  async #command(
    tenantId: string,
    runId: string,
    revision: number | undefined,
    asker: Asker,
    asked: Command,
  ): Promise<Reply> {
    const run = await this.run(tenantId, runId);
    if (!run) return { is: 'unknownRun' };
    if (asked.do === 'check' && (run.state.is === 'assessed' || isOver(run) || isAboutAnother(run, asked.source))) {
      if (revision !== undefined && revision !== run.revision) return { is: 'run', run, refusal: { why: 'stale' } };
      return this.#check(tenantId, asker, asked.source);
    }
    return this.#carryOut(run, revision, asker, asked);
  }

  wouldRefuse(run: Run, command: Command): Refusal | undefined {
    const { priceList, limits } = this.#options;
    return whyNot(run, command, this.#now(), { ...moneyOf(run, priceList), limits });
  }

  async abandon(tenantId: string, actor: Actor): Promise<void> {
    const at = this.#now();
    for (const { id } of await this.#runs.history(tenantId))
      await this.#runs.update(id, (run) => abandoned(run, actor, at));
  }

  follow(tenantId: string, runId: string, personId: string): Promise<void> {
    return this.#change(tenantId, runId, (run) =>
      run.followers.includes(personId) || run.left.includes(personId)
        ? run
        : amend(run, { followers: [...run.followers, personId] }),
    );
  }

  async handOver(tenantId: string, runId: string, handover: Handover): Promise<readonly Actor[]> {
    let asked: readonly Actor[] = [];
    await this.#change(tenantId, runId, (run) => {
      const handed = handedOver(run, handover, this.#now());
      asked = handed.asked;
      return handed.run;
    });
    return asked;
  }

  noticesSent(tenantId: string, runId: string, seqs: readonly number[]): Promise<void> {
    return this.#change(tenantId, runId, (run) =>
      run.notices.some(({ seq }) => seqs.includes(seq))
        ? amend(run, { notices: run.notices.filter(({ seq }) => !seqs.includes(seq)) })
        : run,
    );
  }

  withNotices(): AsyncIterable<Run> {
    return this.#those((run) => run.notices.length > 0);
  }

  waitingForPeople(): AsyncIterable<Run> {
    return this.#those((run) => nextStepNeeds(run) !== undefined);
  }

  async report(tenantId: string, runId: string, id?: string): Promise<Report | undefined> {
    const run = await this.run(tenantId, runId);
    return run && this.#options.reports.of(run, id);
  }

  reportTaken(tenantId: string, runId: string, by: Actor, what: string): Promise<void> {
    const entry = { at: this.#now(), by, what: 'reportTaken', details: { file: what } } as const;
    return this.#change(tenantId, runId, (run) => notedBeside(run, {}, entry));
  }

  onChanged(listener: (run: Run) => void): () => void {
    return this.#runs.onChanged(listener);
  }

  #now(): Date {
    return this.#options.world.clock.now();
  }

  #carryOut(run: Run, revision: number | undefined, asker: Asker, command: Command): Promise<Reply> {
    return answered(carryOut(run, revision, asker, command, this.#options), this.#options);
  }

  /** Tells the log what came of what a person asked for, as soon as that is known. */
  #told(action: Action, reply: Reply): Reply {
    const tell = (known: Reply) => {
      const outcome = outcomeOf(known);
      const runId = known.is === 'run' ? known.run.id : action.runId;
      if (outcome) tellAction(this.#options.log, { ...action, runId }, outcome);
    };
    if (reply.is === 'stillLooking') void reply.later.then(tell);
    else tell(reply);
    return reply;
  }

  /** Changes a run of the tenant; one of another is left alone. */
  async #change(tenantId: string, runId: string, change: (run: Run) => Run): Promise<void> {
    await this.#runs.update(runId, (run) => (run.tenantId === tenantId ? change(run) : run));
  }

  async *#those(wanted: (run: Run) => boolean): AsyncIterable<Run> {
    for await (const run of this.#runs.all()) if (wanted(run)) yield run;
  }
}

/** Whether somebody asks for another plan than the one that a run has left, and keeps. */
function isAboutAnother({ state, assessment }: Run, said: string | undefined): boolean {
  if (state.is !== 'kept' || said === undefined || assessment.is === 'noSource') return false;
  return plansMeant(said, [assessment.source.sku]).length === 0;
}
