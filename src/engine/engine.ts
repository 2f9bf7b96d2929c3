import { backoffMs } from '../base/backoff.js';
import type { Peers } from '../storage/peers.js';
import { type Due, due, waitOf } from '../upgrade/run/due.js';
import type { Run } from '../upgrade/run/run.js';
import { type StepOptions, takeStep } from './take-step.js';

/**
 * Carries runs forward. It keeps nothing that is not in the store: after a restart it takes up every run that has
 * something due. One worker a run, in one process of those on the same store; the others stand by. Tenants do not wait for
 * each other.
 */
export interface Engine {
  /** Takes up every run that has something to do or to wait for. Resolves once all were looked at; never rejects. */
  start(): Promise<void>;
  /** Looks at a run at once: something about it changed. */
  nudge(runId: string): void;
  /** The same of a run that changed, where something is due in it or it is being worked on: most wait for a person alone. */
  changed(run: Run): void;
  /** Parks the steps under way and resolves when all have stopped. */
  stop(): Promise<void>;
  /** Runs being worked on or waited for. */
  readonly active: number;
}

type Worker = { wake: AbortController; done: Promise<void>; nudged: boolean };

function wake(worker: Worker): void {
  worker.nudged = true;
  worker.wake.abort();
}

export function createEngine(options: StepOptions & { peers: Peers }): Engine {
  const { runs, timeline, peers, log } = options;
  const stopping = new AbortController();
  const workers = new Map<string, Worker>();

  function nudge(runId: string): void {
    if (stopping.signal.aborted) return;
    const worker = workers.get(runId);
    if (worker) {
      wake(worker);
      return;
    }
    const fresh: Worker = { wake: new AbortController(), nudged: false, done: Promise.resolve() };
    workers.set(runId, fresh);
    fresh.done = work(runId, fresh)
      .catch((error: unknown) => log.error({ err: error, run: runId }, 'a run could not be carried forward'))
      .finally(() => {
        workers.delete(runId);
        if (fresh.nudged) nudge(runId);
      });
  }

  /** Works on a run once no other process does. */
  async function work(runId: string, worker: Worker): Promise<void> {
    const claim = await peers.hold(`run ${runId}`, stopping.signal);
    if (!claim) return;
    try {
      await carryForward(runId, worker, AbortSignal.any([stopping.signal, claim.lost]));
    } finally {
      // Another may have it by now, and end before it is done.
      if (claim.lost.aborted) worker.nudged = true;
      await claim.release();
    }
  }

  /** Until it waits for a person, ends, or is not this process's to carry forward any more. */
  async function carryForward(runId: string, worker: Worker, ends: AbortSignal): Promise<void> {
    const vain = new Vain();
    while (!ends.aborted) {
      worker.nudged = false;
      worker.wake = new AbortController();
      const run = await runs.get(runId);
      const next = run && due(run);
      if (!run || !next) return;
      if (waitOf(next, timeline.now()) > 0) {
        await timeline.sleepUntil(next.at, AbortSignal.any([ends, worker.wake.signal]));
        continue;
      }
      await pauseIfVain(vain.waitBefore(next), run, next, options, ends);
      if (!ends.aborted) await takeStep(run, next.is, options, ends);
    }
  }

  function changed(run: Run): void {
    if (due(run) || workers.has(run.id)) nudge(run.id);
  }

  // What another process changed is looked at here too: its worker may be in this one, or that process may end.
  const forget = runs.onChangedElsewhere(changed);

  let looking: Promise<void> | undefined;
  return {
    start: () => (looking ??= untilDone((ends) => nudgeDue(runs, nudge, ends), options, stopping.signal)),
    nudge,
    changed,
    async stop() {
      forget();
      stopping.abort();
      await Promise.all([looking, ...[...workers.values()].map((worker) => worker.done)]);
    },
    get active() {
      return workers.size;
    },
  };
}

async function nudgeDue(runs: StepOptions['runs'], nudge: Engine['nudge'], ends: AbortSignal): Promise<void> {
  for await (const run of runs.all()) {
    if (ends.aborted) return;
    if (due(run)) nudge(run.id);
  }
}

/** A store that cannot be read now is read again, until it can. */
async function untilDone(
  work: (ends: AbortSignal) => Promise<void>,
  { timeline, log }: Pick<StepOptions, 'timeline' | 'log'>,
  ends: AbortSignal,
): Promise<void> {
  for (let failures = 1; !ends.aborted; failures += 1) {
    try {
      return await work(ends);
    } catch (error) {
      if (ends.aborted) return;
      log.error({ err: error }, 'which runs are due could not be read; trying again');
      await timeline.sleepUntil(new Date(timeline.now().getTime() + backoffMs(failures, vainWaits)), ends);
    }
  }
}

async function pauseIfVain(
  waitMs: number,
  { id }: Run,
  { is }: Due,
  { timeline, log }: Pick<StepOptions, 'timeline' | 'log'>,
  ends: AbortSignal,
): Promise<void> {
  if (waitMs === 0) return;
  log.warn({ run: id, due: is, waitMs }, 'steps left the run as it was; there is a wait before the next one');
  await timeline.sleepUntil(new Date(timeline.now().getTime() + waitMs), ends);
}

const vainWaits = { firstMs: 1_000, longestMs: 5 * 60_000, random: Math.random };
/** Steps that may be taken for one due time before there is a wait. */
const freeSteps = 3;

/** Notices steps that do not bring a run on: whatever a step does or does not tell, none is taken again and again without a pause. */
class Vain {
  #due = '';
  #steps = 0;

  /** How long to wait before the step that is due, in milliseconds. */
  waitBefore({ is, at }: Due): number {
    const due = `${is} ${at.toISOString()}`;
    this.#steps = due === this.#due ? this.#steps + 1 : 1;
    this.#due = due;
    return this.#steps <= freeSteps ? 0 : backoffMs(this.#steps - freeSteps, vainWaits);
  }
}
