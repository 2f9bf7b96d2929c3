import { movedSoFar } from '../../../upgrade/run/at-stake.js';
import { holdupToSay } from '../../../upgrade/run/holdup.js';
import type { Run } from '../../../upgrade/run/run.js';
import { countedIn, minutesToMove, pace } from '../pieces/pace.js';
import { duration } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/**
 * How long the work on people takes that is under way, at the pace so far; or, where it waits for somebody, the rest of it at
 * the pace of those who were moved. Nothing where that cannot be told yet, or while something holds the run up.
 */
export function timeLeft(view: RunView): string[] {
  const { t, run, context } = view;
  const minutes = minutesLeft(run, context.now);
  return minutes === undefined ? [] : [t('run.timeLeft', { time: duration(minutes, view) })];
}

function minutesLeft(run: Run, now: Date): number | undefined {
  const { is } = run.state;
  if (holdupToSay(run, now)) return undefined;
  if (is === 'manualReassign' || is === 'paused') return minutesToMove(run, movedSoFar(run).left, now);
  if (is !== 'reassigning' && is !== 'undoing' && is !== 'restoring') return undefined;
  const counted = countedIn(run, is, now);
  return counted && pace(counted)?.minutesLeft;
}
