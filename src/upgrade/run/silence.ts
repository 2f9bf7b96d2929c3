import { heldForLong } from './holdup.js';
import { lastMoveOf } from './moves.js';
import { nextStepNeeds } from './next-step.js';
import { raiseNotice } from './record.js';
import { isOver, type Run } from './run.js';
import { hour, minute } from './waiting.js';

/** How long a run may work or wait without a word to its followers, in milliseconds: looks are at most an hour apart. */
const quietFor = 22 * hour;

/** Says that the run still works or waits, where followers have heard nothing for almost a day. */
export function breakSilence(run: Run, now: Date): Run {
  const why = waitsAlone(run) ? 'stillWaiting' : isBlind(run) ? 'heldUp' : undefined;
  return why && now.getTime() - lastHeard(run, now) >= quietFor ? raiseNotice(run, why, now) : run;
}

/** Whether what somebody does in the admin center could not be seen: they may be done, and wait for the assistant. */
function isBlind(run: Run): boolean {
  return run.state.is === 'adminTask' && heldForLong(run);
}

/** Whether the run works, or waits for Microsoft: not for a person, nor for a time that was chosen. */
export function waitsAlone(run: Run): boolean {
  const isLookedAt = 'nextAt' in run.state && run.state.nextAt !== undefined;
  return isLookedAt && !isOver(run) && nextStepNeeds(run) === undefined;
}

/**
 * When followers were told something last, or somebody moved the run, in milliseconds since the epoch. What lies ahead was
 * written by a clock that has been set back since: nobody knows when that was.
 */
function lastHeard(run: Run, now: Date): number {
  const moved = lastMoveOf(run)?.at ?? run.openedAt;
  const heard = [moved, run.toldAt ?? run.openedAt].map((at) => Date.parse(at));
  return Math.max(...heard.filter((at) => at <= now.getTime() + minute));
}
