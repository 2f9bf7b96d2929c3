import { canByApi } from '../order/commerce-forms.js';
import type { SourceFound } from '../tenant/eligibility.js';
import type { Actor, Permission } from '../tenant/roles.js';
import type { AdminTask, Resume, Run, RunState, Work } from './run.js';
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

const schedulable: readonly RunState['is'][] = [
  'beforeYouBegin',
  'manualBuy',
  'cart',
  'checkout',
  'manualVerify',
  'manualReassign',
  'scheduled',
];

/** Whether a beginning can be chosen: nothing of what it is for has happened yet. */
export function canBeScheduled({ is }: RunState): boolean {
  return schedulable.includes(is);
}

export type Scheduled = Extract<RunState, { is: 'scheduled' }>;

/** What whoever lets it begin must be allowed. */
export const permissionToBegin: Record<Scheduled['begins'], Permission> = {
  order: 'buy',
  guide: 'steer',
  reassign: 'assign',
};

/** What a time that was chosen for a run is for. */
export function beginsWith({ path, commerce }: Run): Scheduled['begins'] {
  return path === 'manual' ? 'reassign' : canByApi[commerce].upgrade ? 'order' : 'guide';
}

/** Begins, or waits for the time that was chosen for it. */
export function beginning(run: Run, begins: Scheduled['begins'], now: Date): RunState {
  return isAhead(run.schedule, now) ? { is: 'scheduled', since: now.toISOString(), begins } : begun(begins, now);
}

/** A time that is still to come is kept in the name of whoever decided what begins then; one that has passed is over. */
export function decidedBy(by: Actor, { schedule }: Run, now: Date): Pick<Run, 'schedule'> {
  return { schedule: isAhead(schedule, now) ? { ...schedule, by } : null };
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

/** What a run says of people being moved from the moment it begins: some may be moved before the first count is kept. */
export function beingMoved(run: Run): Pick<Run, 'reassign' | 'undo'> {
  const none: Work = {
    total: run.snapshot?.people ?? 0,
    done: 0,
    failures: [],
    failuresUnlisted: 0,
    startedAt: null,
    unmapped: {},
  };
  return { reassign: run.reassign ?? none, undo: null };
}

/** @param only ids of the people it is about; left out, or empty: everyone, up to `pilot` people where that is not 0 */
export function reassigning(now: Date, pilot: number, only: string[] = []): Extract<RunState, { is: 'reassigning' }> {
  const at = now.toISOString();
  return { is: 'reassigning', since: at, nextAt: at, pilot, onlyFailed: false, only };
}
