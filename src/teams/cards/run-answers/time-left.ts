import { pace } from '../pieces/pace.js';
import { duration } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** How long the work on people that is under way takes, at the pace so far; nothing where there is none yet. */
export function timeLeft(view: RunView): string[] {
  const { t, run, context } = view;
  const work = { reassigning: run.reassign, restoring: run.restore, undoing: run.undo }[run.state.is as 'reassigning'];
  if (!work) return [];
  const { minutesLeft } = pace({ ...work, failed: work.failures.length + work.failuresUnlisted }, context.now) ?? {};
  return minutesLeft === undefined ? [] : [t('run.timeLeft', { time: duration(minutesLeft, view) })];
}
