import type { Found } from './found.js';
import { raiseNotice, to } from './record.js';
import type { Run, Work } from './run.js';

/** Everyone that could be is back: the run stands where it stood before anybody was moved. */
export function undone(run: Run, work: Work, now: Date): Run {
  if (run.state.is !== 'undoing') return run;
  const failed = work.failures.length + work.failuresUnlisted;
  const patch = { undo: work, reassign: null, attempts: 0 };
  const back = to(run, { is: 'manualReassign' }, now, 'undone', patch, { back: work.done, failed });
  return raiseNotice(back, failed > 0 ? 'undoneInPart' : 'undone', now);
}

/** What is written down of who had what, with those added who came later. */
export function withLatecomers(
  snapshot: NonNullable<Run['snapshot']>,
  { pages, people, withSwitchedOff }: Extract<Found, { found: 'latecomers' }>,
): NonNullable<Run['snapshot']> {
  return { ...snapshot, pages, people, withSwitchedOff };
}
