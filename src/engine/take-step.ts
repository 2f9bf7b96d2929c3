import type { Logger } from 'pino';
import { traced } from '../base/traced.js';
import type { Documents } from '../storage/documents.js';
import type { PriceList } from '../upgrade/order/price-list.js';
import { PortError } from '../upgrade/ports.js';
import { advance } from '../upgrade/run/advance.js';
import type { Due } from '../upgrade/run/due.js';
import type { Found } from '../upgrade/run/found.js';
import type { Run } from '../upgrade/run/run.js';
import { moneyOf } from './money-of.js';
import type { Quotas } from './quota/quotas.js';
import type { World } from './read-facts.js';
import type { RunStore } from './run-store.js';
import { adminTask } from './steps/admin-task.js';
import { appointment } from './steps/appointment.js';
import { cancel } from './steps/cancel.js';
import { locate } from './steps/locate.js';
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

export type StepOptions = {
  world: World;
  runs: RunStore;
  documents: Documents;
  timeline: Timeline;
  quotas: Pick<Quotas, 'forRun'>;
  priceList: PriceList | undefined;
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
  locating: locate,
  reassigning: reassign,
  undoing: undo,
  cancelling: cancel,
  adminTask,
  needsAttention: permission,
  assessed: watch,
  kept: watchOldPlan,
  completed: watchOldPlan,
};

/** How long a run is left alone whose finding could not be kept. */
const cannotKeepMs = 5_000;

/**
 * Takes the step that is due. Whatever goes wrong in it becomes a finding, so that the run always knows how it stands;
 * where nothing can be kept (a full disk) the run is left as it is, and come back to in a while.
 * @param signal parks the step
 */
export async function takeStep(run: Run, of: Due['is'], options: StepOptions, signal: AbortSignal): Promise<void> {
  const { world, documents, runs, timeline, quotas, priceList, log } = options;
  const priceOf = (of: Run) => moneyOf(of, priceList).total;
  const tell = (found: Found) => runs.update(run.id, (now) => advance(now, found, timeline.now()));
  const left = leaving(run, runs);
  const parked = AbortSignal.any([signal, left.signal]);
  try {
    const about = { 'upgrade.run': run.id, 'upgrade.tenant': run.tenantId };
    await traced(`step ${of}`, about, () =>
      stepFor[of](run, { world, documents, timeline, quotas, signal: parked, tell, priceOf, log }),
    );
  } catch (error) {
    // What was under way was cut off: after the start it is taken up where it stood.
    if (signal.aborted) return log.info({ run: run.id, err: error }, 'a step was parked by the stop');
    try {
      await tell(metBy(error, run, of, log));
    } catch (lost) {
      log.error({ err: lost, run: run.id }, 'what happened to a run could not be kept; trying again in a while');
      await timeline.sleepUntil(new Date(timeline.now().getTime() + cannotKeepMs), signal);
    }
  } finally {
    left.forget();
  }
}

/** Aborts as soon as the run has left the state it is worked on in: somebody paused or stopped it. */
function leaving({ id, state }: Run, runs: RunStore) {
  const leaves = new AbortController();
  const forget = runs.onChanged((run) => {
    if (run.id === id && run.state.is !== state.is) leaves.abort();
  });
  return { signal: leaves.signal, forget };
}

/** What a run finds when its step fails: Microsoft's problem, or a defect, which is for a person to see. */
function metBy(error: unknown, run: Run, of: Due['is'], log: Logger): Found {
  const about = { run: run.id, state: run.state.is };
  if (error instanceof PortError) {
    const { doing, problem, service } = error;
    log.warn({ ...about, doing, problem, service }, 'a step met a problem');
    return of === 'appointment' ? { found: 'timeUnclear' } : { found: 'problem', problem, service };
  }
  log.error({ ...about, err: error }, 'a step failed unexpectedly');
  if (of === 'appointment') return { found: 'timeUnclear' };
  return { found: 'defect', text: error instanceof Error ? error.message : String(error) };
}
