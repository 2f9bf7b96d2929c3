import type { Peers } from '../storage/peers.js';
import { due } from '../upgrade/run/due.js';
import { type StepOptions, takeStep } from './take-step.js';

/**
 * Carries runs forward. It keeps nothing that is not in the store: after a restart it takes up every run that has
 * something due. One worker a run, in one process of those on the same store; the others stand by. Tenants do not wait for
 * each other.
 */
export interface Engine {
  /** Takes up every run that has something to do or to wait for. */
  start(): Promise<void>;
  /** Looks at a run at once: something about it changed. */
  nudge(runId: string): void;
  /** Parks the steps under way and resolves when all have stopped. */
  stop(): Promise<void>;
  /** Runs being worked on or waited for. */
  readonly active: number;
}

type Worker = { wake: AbortController; done: Promise<void>; nudged: boolean };

export function createEngine(options: StepOptions & { peers: Peers }): Engine {
  const { runs, timeline, peers, log } = options;
  const stopping = new AbortController();
  const workers = new Map<string, Worker>();

  function nudge(runId: string): void {
    if (stopping.signal.aborted) return;
    const worker = workers.get(runId);
    if (worker) {
      worker.nudged = true;
      worker.wake.abort();
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
    while (!ends.aborted) {
      worker.nudged = false;
      worker.wake = new AbortController();
      const run = await runs.get(runId);
      const next = run && due(run);
      if (!run || !next) return;
      if (next.at > timeline.now()) {
        await timeline.sleepUntil(next.at, AbortSignal.any([ends, worker.wake.signal]));
        continue;
      }
      await takeStep(run, next.is, options, ends);
    }
  }

  // What another process changed is looked at here too: its worker may be in this one, or that process may end.
  const forget = runs.onChangedElsewhere((run) => {
    if (due(run) || workers.has(run.id)) nudge(run.id);
  });

  return {
    async start() {
      for await (const run of runs.all()) if (due(run)) nudge(run.id);
    },
    nudge,
    async stop() {
      forget();
      stopping.abort();
      await Promise.all([...workers.values()].map((worker) => worker.done));
    },
    get active() {
      return workers.size;
    },
  };
}
