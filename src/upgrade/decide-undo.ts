import { type Asked, type Decision, notNow, refuse } from './decision.js';
import { changed } from './record.js';
import { isOver, type Run, type RunState } from './run.js';

/**
 * Moves everyone back, as long as the old plan is there to go back to: on the manual path until it is cancelled, also
 * after an end that kept it, and after a stop.
 */
export function undo(run: Run, { actor, now }: Asked): Decision {
  const { state, path } = run;
  if (path !== 'manual') return isOver(run) ? refuse({ why: 'tooLateToUndo' }) : notNow;
  if (run.cancelled.length > 0 || state.is === 'cancelling') return refuse({ why: 'tooLateToUndo' });
  const standing = state.is === 'needsAttention' || state.is === 'paused' ? state.resume : state;
  const possible =
    state.is === 'completed' ||
    state.is === 'stopped' ||
    standing.is === 'manualReassign' ||
    standing.is === 'manualCancel' ||
    standing.is === 'undoing' ||
    (standing.is === 'reassigning' && state.is !== 'reassigning');
  if (!possible) return notNow;
  if (!run.snapshot || !run.reassign) return refuse({ why: 'nothingToUndo' });
  const at = now.toISOString();
  const next: RunState = { is: 'undoing', since: at, nextAt: at };
  return {
    is: 'changed',
    run: changed(run, { state: next, undo: null, attempts: 0 }, { at: now, by: actor, what: 'undo' }),
  };
}
