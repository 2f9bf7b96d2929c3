import type { Logger } from 'pino';
import { createKeyedQueue } from '../base/keyed-queue.js';
import type { Documents } from '../storage/documents.js';
import { VersionConflict } from '../storage/documents.js';
import { StorageFailed } from '../storage/failures.js';
import { alone, type Peers } from '../storage/peers.js';
import { hasOnlyLooked } from '../upgrade/run/at-stake.js';
import { standsInTheWay } from '../upgrade/run/beside.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { sealed } from './audit/chain.js';
import { healRuns } from './heal-runs.js';
import { HeardRuns } from './heard-runs.js';
import { type Change, RunChanges, type SinceThen, turnOf } from './run-changes.js';
import { RunNames, runKind, tenantKind } from './run-names.js';

/**
 * Keeps runs. Every change goes through here, one at a time for each run, and is on disk before it is told of. Other
 * processes may keep theirs in the same store.
 */
export interface RunStore {
  get(runId: string): Promise<Run | undefined>;
  /** The tenant's open run, else its latest. */
  latest(tenantId: string): Promise<Run | undefined>;
  history(tenantId: string): Promise<Run[]>;
  /**
   * Keeps a new run unless the tenant has an open one; resolves with the run that is open after this. One that only keeps
   * its old plan stands in nobody's way but of the same plan's.
   */
  open(run: Run): Promise<Run>;
  /**
   * Changes a run by a pure function of what it is now. Returning the same object changes nothing. Changes that wait for
   * the same run are written together: it resolves with the run as it was written.
   */
  update(runId: string, change: Change): Promise<Run>;
  /** Makes an open run the tenant's latest where that one is over. */
  makeLatest(runId: string, tenantId: string): Promise<void>;
  /**
   * As `update`, for a run that is over, or keeps its old plan: only while nothing has come of any run that the tenant had
   * since. One that has only looked, and is open, is set aside first.
   */
  reopen(runId: string, tenantId: string, change: Change, since: SinceThen): Promise<Run>;
  /**
   * Deletes a run while it may be, decided on what it is at that moment.
   * @returns whether it is gone
   */
  delete(runId: string, tenantId: string, may: (run: Run) => boolean): Promise<boolean>;
  all(): AsyncIterable<Run>;
  /**
   * Mends what a kill left between a run and the list of its tenant's runs: call before runs are carried forward. Of the
   * runs none is read but those that are on no list.
   * @returns how many runs and names were put right
   */
  heal(): Promise<number>;
  /** Every tenant that has, or has had, a run. */
  tenants(): AsyncIterable<{ tenantId: string; runs: readonly string[] }>;
  /** Called after each change of a run, whichever process made it. Returns a function that ends it. */
  onChanged(listener: (run: Run) => void): () => void;
  /** The same for what other processes changed. */
  onChangedElsewhere(listener: (run: Run) => void): () => void;
}

/** How long a tenant's turn in another process is waited for, in milliseconds. */
const tenantTurnMs = 8_000;

type StoreLog = Pick<Logger, 'info'> & Partial<Pick<Logger, 'warn'>>;

class NoSuchRun extends Error {}

/**
 * @param log is told the head of a run's audit with each change of it
 * @param peers the other processes on the same store; none when left out
 */
export function createRunStore(documents: Documents, log?: StoreLog, peers: Peers = alone()): RunStore {
  return new KeptRuns(documents, log, peers);
}

class KeptRuns implements RunStore {
  readonly #documents: Documents;
  readonly #names: RunNames;
  readonly #log: StoreLog | undefined;
  readonly #peers: Peers;
  readonly #inTurn = createKeyedQueue();
  readonly #changes = new RunChanges(this.#inTurn, (runId, change) => this.#keep(runId, change));
  readonly #listeners = new Set<(run: Run) => void>();
  readonly #listenersElsewhere = new Set<(run: Run) => void>();

  constructor(documents: Documents, log: StoreLog | undefined, peers: Peers) {
    this.#documents = documents;
    this.#names = new RunNames(documents);
    this.#log = log;
    this.#peers = peers;
    new HeardRuns({
      peers,
      inTurn: this.#inTurn,
      get: (runId) => this.get(runId),
      all: () => this.all(),
      tell: (run) => this.#tellElsewhere(run),
      log,
    });
  }

  async get(runId: string): Promise<Run | undefined> {
    return (await this.#documents.get(runKind, runId))?.value;
  }

  latest(tenantId: string): Promise<Run | undefined> {
    return this.#names.latest(tenantId);
  }

  async history(tenantId: string): Promise<Run[]> {
    const runs = (await this.#documents.get(tenantKind, tenantId))?.value.runs ?? [];
    const found = await Promise.all(runs.map((runId) => this.get(runId)));
    return found.filter((run) => run !== undefined).reverse();
  }

  open(run: Run): Promise<Run> {
    return this.#inTurnOf(run.tenantId, async () => {
      const already = (await this.history(run.tenantId)).find((one) => standsInTheWay(one, run));
      if (already) return already;
      const fresh = sealed(run, []);
      const kept = await this.#names.add(fresh);
      if (kept === fresh) this.#tell(fresh, 0);
      return kept;
    });
  }

  update(runId: string, change: Change): Promise<Run> {
    return this.#changes.take(runId, change);
  }

  makeLatest(runId: string, tenantId: string): Promise<void> {
    return this.#inTurnOf(tenantId, () => this.#names.makeLatestAfterEnd(runId, tenantId));
  }

  reopen(runId: string, tenantId: string, change: Change, { wouldChange, setAside }: SinceThen): Promise<Run> {
    return this.#inTurnOf(tenantId, async () => {
      const run = (await this.get(runId)) ?? missing(runId);
      const newestFirst = await this.history(tenantId);
      const since = newestFirst.slice(
        0,
        newestFirst.findIndex(({ id }) => id === runId),
      );
      if (!since.every(hasOnlyLooked)) return run;
      if (!wouldChange(run)) return this.update(runId, change);
      for (const { id } of since) {
        const ended = await this.update(id, (now) => (hasOnlyLooked(now) && !isOver(now) ? setAside(now) : now));
        // Something was chosen in it meanwhile.
        if (!isOver(ended)) return run;
      }
      if (since.length > 0) await this.#names.makeLatest(runId, tenantId);
      return this.update(runId, change);
    });
  }

  delete(runId: string, tenantId: string, may: (run: Run) => boolean): Promise<boolean> {
    return this.#inTurnOf(tenantId, () =>
      this.#inTurn(turnOf(runId), async () => {
        if (!(await this.#names.deleteRun(runId, tenantId, may))) return false;
        // After it: whatever happens in between, it is not there, and the next look takes its name off the list.
        await this.#names.remove(runId, tenantId);
        return true;
      }),
    );
  }

  async *tenants(): AsyncIterable<{ tenantId: string; runs: readonly string[] }> {
    for await (const { id, value } of this.#documents.list(tenantKind)) yield { tenantId: id, runs: value.runs };
  }

  async *all(): AsyncIterable<Run> {
    for await (const stored of this.#documents.list(runKind)) yield stored.value;
  }

  heal(): Promise<number> {
    return healRuns({
      tenants: () => this.tenants(),
      ids: () => this.#documents.ids(runKind),
      names: this.#names,
      inTurnOf: (tenantId, work) => this.#inTurnOf(tenantId, work),
    });
  }

  onChanged(listener: (run: Run) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onChangedElsewhere(listener: (run: Run) => void): () => void {
    this.#listenersElsewhere.add(listener);
    return () => this.#listenersElsewhere.delete(listener);
  }

  /** What decides which run of a tenant is open is done by one process at a time. */
  #inTurnOf<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(`tenant:${tenantId}`, async () => {
      const claim = await this.#peers.hold(`tenant ${tenantId}`, AbortSignal.timeout(tenantTurnMs));
      if (!claim) throw new StorageFailed(`Tenant ${tenantId} is busy in another process: try again.`);
      try {
        return await work();
      } finally {
        await claim.release();
      }
    });
  }

  #tellElsewhere(run: Run): void {
    for (const listener of [...this.#listenersElsewhere, ...this.#listeners]) listener(run);
  }

  /** Keeps a change of a run, in its turn. */
  async #keep(runId: string, change: Change): Promise<Run> {
    for (;;) {
      const stored = await this.#documents.get(runKind, runId);
      if (!stored) return missing(runId);
      const changed = change(stored.value);
      if (changed === stored.value) return changed;
      const { audit } = stored.value;
      const next = sealed(changed, audit);
      // Where another process was first, it is decided again on what that left.
      const kept = await this.#replace(next, stored.version);
      if (!kept) continue;
      this.#tell(kept, audit.length);
      return kept;
    }
  }

  /** The run as it is kept: whoever reads it has the very same. Undefined when it is of another version by now. */
  async #replace(run: Run, version: number): Promise<Run | undefined> {
    try {
      return (await this.#documents.put(runKind, run.id, run, version)).value;
    } catch (error) {
      if (error instanceof VersionConflict) return undefined;
      throw error;
    }
  }

  /** @param before how many entries the audit had */
  #tell(run: Run, before: number): void {
    const { id, tenantId, audit } = run;
    if (audit.length > before) {
      const about = { event: 'audit', tenant: tenantId, run: id, entries: audit.length, head: audit.at(-1)?.hash };
      this.#log?.info(about, 'the audit of a run has a new head');
    }
    for (const listener of this.#listeners) listener(run);
  }
}

function missing(runId: string): never {
  throw new NoSuchRun(`no run ${runId}`);
}
