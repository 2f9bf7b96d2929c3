import type { SourceFound } from './eligibility.js';
import type { AdminTask, Resume, Run, RunState } from './run.js';
import { isAhead } from './schedule.js';

/** States as they are entered, and what a run says of itself that several rules ask. */

/** What was found of the source plan. A run is only opened where there is one. */
export function sourceOf(run: Run): SourceFound {
  if (run.assessment.is === 'noSource') throw new Error(`run ${run.id} has no source plan`);
  return run.assessment.source;
}

/** A task for an admin, as it is given. */
export function adminTask(task: AdminTask, now: Date): Extract<RunState, { is: 'adminTask' }> {
  const at = now.toISOString();
  return { is: 'adminTask', task, since: at, nextAt: at, notFoundAt: null, saidDone: false };
}

/** The state in which a run goes on after trouble, begun now. */
export function resumed(resume: Resume, now: Date): RunState {
  const begun = { since: now.toISOString(), nextAt: now.toISOString() };
  switch (resume.is) {
    case 'checkout':
    case 'manualReassign':
      return { is: resume.is };
    case 'manualVerify':
      return { is: 'manualVerify', ...begun, seen: null };
    default:
      return { ...resume, ...begun };
  }
}

export type Scheduled = Extract<RunState, { is: 'scheduled' }>;

/** Begins, or waits for the time that was chosen for it. */
export function beginning(run: Run, begins: Scheduled['begins'], now: Date): RunState {
  return isAhead(run.schedule, now) ? { is: 'scheduled', since: now.toISOString(), begins } : begun(begins, now);
}

/** The state in which the work begins that was waited for. */
export function begun(begins: Scheduled['begins'], now: Date): RunState {
  const at = now.toISOString();
  return begins === 'reassign'
    ? reassigning(now, 0)
    : { is: 'preparing', since: at, nextAt: at, before: begins === 'order' ? 'order' : 'guide' };
}

/** Where a run stands again when it no longer waits for its time. */
export function beforeSchedule({ begins }: Scheduled): RunState {
  const back = { order: 'checkout', guide: 'beforeYouBegin', reassign: 'manualReassign' } as const;
  return { is: back[begins] };
}

/** An order that waits for its time has not left. */
export function unordered({ state }: Run): Partial<Run> {
  return state.is === 'scheduled' && state.begins === 'order' ? { order: null } : {};
}

export function reassigning(now: Date, pilot: number): Extract<RunState, { is: 'reassigning' }> {
  const at = now.toISOString();
  return { is: 'reassigning', since: at, nextAt: at, pilot, onlyFailed: false };
}
