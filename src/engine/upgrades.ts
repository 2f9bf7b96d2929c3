import type { Command, Refusal } from '../upgrade/run/commands.js';
import type { Handover } from '../upgrade/run/handover.js';
import type { Run } from '../upgrade/run/run.js';
import type { Assessment } from '../upgrade/tenant/eligibility.js';
import type { TenantFacts } from '../upgrade/tenant/facts.js';
import type { Actor, Permission, Role } from '../upgrade/tenant/roles.js';
import type { Report } from './report.js';

/** Who asks: the person, and the roles they hold as read from Graph for this action. */
export type Asker = {
  actor: Actor;
  roles: readonly Role[];
  /** IANA name; undefined when their client does not say. */
  timeZone?: string | undefined;
};

/** What came of asking something of a tenant's run. */
export type Reply =
  /** The run as it is now; `refusal` says why nothing changed. */
  | { is: 'run'; run: Run; refusal?: Refusal }
  /** The tenant has nothing to upgrade; no run was opened. */
  | { is: 'nothingToUpgrade'; assessment: Assessment }
  | { is: 'missingRole'; permission: Permission }
  /** Microsoft has not answered in time; `later` resolves with the answer (never rejects, never `stillLooking`). */
  | { is: 'stillLooking'; later: Promise<Reply> }
  /** Microsoft could not be read. Nothing changed. */
  | { is: 'unreachable' }
  /** The app lacks a permission or consent in the tenant. */
  | { is: 'denied'; needs: string | undefined }
  /** No such run in this tenant. */
  | { is: 'unknownRun' }
  /** The change could not be kept (disk full); nothing changed. */
  | { is: 'notKept' };

/** Why there is no answer. */
export type Unanswered = Extract<Reply, { is: 'unreachable' | 'denied' | 'notKept' }>;

/** What was read of a tenant for somebody who only asks. */
export type Look =
  | { is: 'looked'; facts: TenantFacts; assessment: Assessment }
  | { is: 'stillLooking'; later: Promise<unknown> }
  | Unanswered;

/** The door to runs: everything a conversation can do. Safe to call side by side; one outcome per revision. */
export interface Upgrades {
  /** The tenant's open run, else its latest one. */
  current(tenantId: string): Promise<Run | undefined>;
  run(tenantId: string, runId: string): Promise<Run | undefined>;
  /** All runs of the tenant, newest first. */
  history(tenantId: string): Promise<Run[]>;
  /** Looks at the tenant as a check does, with the same patience; opens, changes and keeps nothing. */
  look(tenantId: string): Promise<Look>;
  /** Looks at the tenant: opens a run or looks again. Never changes anything at Microsoft. */
  check(tenantId: string, asker: Asker): Promise<Reply>;
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
  /**
   * Ends the tenant's open run whatever its state: only for a practice tenant that is about to be replaced by another,
   * where nothing is left that the run could finish.
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
  /** What the run did to whom; undefined when there is no such run in this tenant. Reads nothing of Graph yet. */
  report(tenantId: string, runId: string): Promise<Report | undefined>;
  /** Writes down that somebody took a report. @param what which file of it */
  reportTaken(tenantId: string, runId: string, by: Actor, what: string): Promise<void>;
  /** Called after each kept change of a run. Returns a function that ends it. */
  onChanged(listener: (run: Run) => void): () => void;
}
