import type { Refusal } from './commands.js';
import { type Asked, type Decision, refuse } from './decision.js';
import { changed } from './record.js';
import { isOver, type Resume, type Run, type RunState, type Work } from './run.js';

/**
 * Moves everyone back, as long as the old plan is there to go back to: on the manual path until it is cancelled, also
 * after an end that kept it, and after a stop.
 */
export function undo(run: Run, { actor, now }: Asked): Decision {
  const refusal = whyNotUndone(run);
  if (refusal) return refuse(refusal);
  const at = now.toISOString();
  const next: RunState = { is: 'undoing', since: at, nextAt: at };
  // What could not be moved back the last time is all there is to tell until the new pass has begun.
  const last = run.reassign ? null : run.undo;
  const patch = { state: next, undo: last, schedule: null, attempts: 0 };
  return { is: 'changed', run: changed(run, patch, { at: now, by: actor, what: 'undo' }) };
}

/** Why nobody can be moved back now; undefined when everyone can. */
export function whyNotUndone(run: Run): Refusal | undefined {
  const { state, path } = run;
  if (path !== 'manual') return { why: isOver(run) ? 'tooLateToUndo' : 'notNow' };
  if (run.cancelled.length > 0 || run.cancelSent || state.is === 'cancelling') return { why: 'tooLateToUndo' };
  if (!stands(state)) return { why: 'notNow' };
  if (!run.snapshot || !(run.reassign || hasFailures(run.undo))) return { why: 'nothingToUndo' };
  return undefined;
}

/** Whether the run stands still at a place where people may have been moved. */
function stands(state: RunState): boolean {
  switch (state.is) {
    case 'needsAttention':
    case 'paused':
      return mayHaveMoved.includes(state.resume.is) || isCancelTask(state.resume);
    case 'completed':
    case 'stopped':
    case 'manualVerify':
    case 'manualReassign':
    case 'manualCancel':
      return true;
    case 'scheduled':
      return state.begins === 'reassign';
    default:
      return isCancelTask(state);
  }
}

const mayHaveMoved: readonly Resume['is'][] = ['manualVerify', 'manualReassign', 'reassigning', 'undoing'];

function isCancelTask(state: RunState | Resume): boolean {
  return state.is === 'adminTask' && state.task === 'cancel';
}

function hasFailures(work: Work | null): boolean {
  return work !== null && work.failures.length + work.failuresUnlisted > 0;
}
