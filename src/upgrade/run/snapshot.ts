import { isWholeList } from '../licences/holding.js';
import type { SnapshotTaken } from './found.js';
import { heldUp } from './holdup.js';
import { amend, raiseNotice, to } from './record.js';
import type { Run, RunState } from './run.js';
import { adminTask } from './states.js';

/** How old what is written down of who had what may grow while the old plan lives, in milliseconds. */
const refreshedAfter = 15 * 60_000;

/** Whether it is to be written down anew: people join and services are switched off while a run waits. */
export function isSnapshotStale({ snapshot }: Run, now: Date): boolean {
  return snapshot !== null && Math.abs(now.getTime() - Date.parse(snapshot.takenAt)) >= refreshedAfter;
}

/**
 * Who has what was written down. What follows begins only when nobody is missing: whoever was left out would lose the
 * services that were switched off for them.
 */
export function snapshotTaken(run: Run, taken: SnapshotTaken, counted: number | null, now: Date): Run {
  const { state } = run;
  if (state.is !== 'preparing') return run;
  const { people, withSwitchedOff } = taken;
  // On the manual path whoever is missing is written down before they are moved.
  if (state.before !== 'reassign' && !isWholeList(people, counted))
    return heldUp(run, state, { counted: counted ?? 0, found: people }, now);
  const at = now.toISOString();
  const begun = { since: at, nextAt: at };
  const nextFor: Record<typeof state.before, RunState> = {
    order: { is: 'ordering', ...begun, sent: false, settlingReads: 0, sends: 0 },
    reassign: { is: 'manualReassign' },
    guide: adminTask('openTab', now),
  };
  const snapshot = { ...taken, takenAt: at };
  const prepared = to(run, nextFor[state.before], now, 'snapshot', { snapshot }, { people, withSwitchedOff });
  return state.before === 'reassign' ? raiseNotice(prepared, 'readyToReassign', now) : prepared;
}

/** It was written down anew. What cards offer stays as it is. */
export function snapshotRefreshed(run: Run, taken: SnapshotTaken, now: Date): Run {
  if (run.snapshot === null || taken.generation <= run.snapshot.generation) return run;
  return amend(run, { snapshot: { ...taken, takenAt: now.toISOString() } });
}
