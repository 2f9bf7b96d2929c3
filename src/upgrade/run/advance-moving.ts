import { isTransitionOver, type TransitionSeen } from '../ending/transition-over.js';
import { type Holding, heldBy } from '../licences/holding.js';
import { completed } from './completed.js';
import { heldUp } from './holdup.js';
import { amend, raiseNotice, to } from './record.js';
import type { Run, Work } from './run.js';
import { troubled } from './trouble.js';
import { hour, lookAgainAt } from './waiting.js';

/** What becomes of a run when people were moved, by Microsoft or by the engine. */

export function transitionSeen(run: Run, seen: TransitionSeen, now: Date): Run {
  const { state } = run;
  if (state.is !== 'transition') return run;
  const counted = seen.counted ?? 0;
  const total = Math.max(state.total, counted);
  if (isTransitionOver(seen)) return afterTransition(run, now, { moved: total });
  if (now.getTime() - Date.parse(state.since) > 24 * hour)
    return troubled(run, { is: 'overdue', what: 'transition', since: state.since }, state, now);
  const nextAt = lookAgainAt(state.since, now);
  return amend(run, { state: { ...state, moved: total - counted, total, nextAt }, attempts: 0 });
}

function afterTransition(run: Run, now: Date, details: { moved: number }): Run {
  const at = now.toISOString();
  const order = run.order ? { ...run.order, outcome: 'completed' as const } : null;
  const cancelled = run.assessment.is === 'noSource' ? [] : run.assessment.source.subscriptions.map((one) => one.id);
  if (!run.snapshot || run.snapshot.withSwitchedOff === 0) return completed(run, now, { order, cancelled }, details);
  return to(run, { is: 'restoring', since: at, nextAt: at }, now, 'moved', { order, cancelled, attempts: 0 }, details);
}

/** A pass over everyone, or over those who were named, has ended. */
export function reassigned(run: Run, work: Work, holding: Holding, now: Date): Run {
  const { state } = run;
  if (state.is !== 'reassigning') return run;
  const failed = work.failures.length + work.failuresUnlisted;
  const { users, groups } = holding;
  const details = { done: work.done, failed, users, groups };
  const held = heldBy(holding);
  const isEveryone = state.pilot === 0 && state.only.length === 0;
  switch (held.is) {
    case 'nobody': {
      // Nobody is left to wait for a time, if one was chosen.
      const all = { reassign: work, schedule: null, attempts: 0 };
      const ready = to(run, { is: 'manualCancel' }, now, 'reassigned', all, details);
      return raiseNotice(ready, 'readyToCancel', now);
    }
    case 'unclear':
      if (isEveryone) return heldUp(amend(run, { reassign: work }), state, { counted: held.counted, found: 0 }, now);
      return finished();
    case 'somebody':
      return finished();
    default: {
      const never: never = held;
      return never;
    }
  }

  function finished(): Run {
    const rest = to(run, { is: 'manualReassign' }, now, 'reassigned', { reassign: work, attempts: 0 }, details);
    return raiseNotice(rest, 'reassignFinished', now);
  }
}
