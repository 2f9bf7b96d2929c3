import type { Logger } from 'pino';
import type { Documents } from '../storage/documents.js';
import { PortError } from '../upgrade/ports.js';
import { advance } from '../upgrade/run/advance.js';
import { type Due, due } from '../upgrade/run/due.js';
import type { Found } from '../upgrade/run/found.js';
import type { Run } from '../upgrade/run/run.js';
import type { World } from './read-facts.js';
import type { RunStore } from './run-store.js';
import { adminTask } from './steps/admin-task.js';
import { appointment } from './steps/appointment.js';
import { cancel } from './steps/cancel.js';
import { followOrder, order } from './steps/order.js';
import { permission } from './steps/permission.js';
import { prepare } from './steps/prepare.js';
import { reassign } from './steps/reassign.js';
import { restore } from './steps/restore.js';
import type { Step } from './steps/step.js';
import { transition } from './steps/transition.js';
import { undo } from './steps/undo.js';
import { verify } from './steps/verify.js';
import { watch } from './steps/watch.js';
import { watchOldPlan } from './steps/watch-old-plan.js';
import type { Timeline } from './timeline.js';

/**
 * Carries runs forward. It keeps nothing that is not in the store: after a restart it takes up every run that has
 * something due. One worker a run; tenants do not wait for each other.
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

export type EngineOptions = {
  world: World;
  runs: RunStore;
  documents: Documents;
  timeline: Timeline;
  log: Logger;
};

const stepFor: Record<Due['is'], Step> = {
  appointment,
  preparing: prepare,
  ordering: order,
  creditCheck: followOrder,
  transition,
  restoring: restore,
  manualVerify: verify,
  reassigning: reassign,
  undoing: undo,
  cancelling: cancel,
  adminTask,
  needsAttention: permission,
  assessed: watch,
  kept: watchOldPlan,
  completed: watchOldPlan,
};

type Worker = { wake: AbortController; done: Promise<void>; nudged: boolean };

export function createEngine(options: EngineOptions): Engine {
  const { runs, timeline, log } = options;
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

  /** Works on a run until it waits for a person, ends, or the engine stops. */
  async function work(runId: string, worker: Worker): Promise<void> {
    while (!stopping.signal.aborted) {
      worker.nudged = false;
      worker.wake = new AbortController();
      const run = await runs.get(runId);
      const next = run && due(run);
      if (!run || !next) return;
      if (next.at > timeline.now()) {
        await timeline.sleepUntil(next.at, AbortSignal.any([stopping.signal, worker.wake.signal]));
        continue;
      }
      await take(run, next.is);
    }
  }

  /** Takes one step. Whatever goes wrong in it becomes a finding, so that the run always knows how it stands. */
  async function take(run: Run, of: Due['is']): Promise<void> {
    const { world, documents } = options;
    const signal = stopping.signal;
    const tell = (found: Found) => runs.update(run.id, (now) => advance(now, found, timeline.now()));
    try {
      await stepFor[of](run, { world, documents, timeline, signal, tell, log });
    } catch (error) {
      await kept(run, () => tell(metBy(error, run, of)));
    }
  }

  /** What a run finds when its step fails: Microsoft's problem, or a defect, which is for a person to see. */
  function metBy(error: unknown, run: Run, of: Due['is']): Found {
    const about = { run: run.id, state: run.state.is };
    if (error instanceof PortError) {
      const { doing, problem } = error;
      log.warn({ ...about, doing, problem }, 'a step met a problem');
      return of === 'appointment' ? { found: 'timeUnclear' } : { found: 'problem', problem };
    }
    log.error({ ...about, err: error }, 'a step failed unexpectedly');
    if (of === 'appointment') return { found: 'timeUnclear' };
    return { found: 'defect', text: error instanceof Error ? error.message : String(error) };
  }

  /** Where nothing can be kept (a full disk) the run is left as it stands, and come back to, not at once. */
  async function kept(run: Run, keep: () => Promise<unknown>): Promise<void> {
    try {
      await keep();
    } catch (error) {
      log.error({ err: error, run: run.id }, 'what happened to a run could not be kept; trying again in a while');
      await timeline.sleepUntil(new Date(timeline.now().getTime() + 5_000), stopping.signal);
    }
  }

  return {
    async start() {
      for await (const run of runs.all()) if (due(run)) nudge(run.id);
    },
    nudge,
    async stop() {
      stopping.abort();
      await Promise.all([...workers.values()].map((worker) => worker.done));
    },
    get active() {
      return workers.size;
    },
  };
}
