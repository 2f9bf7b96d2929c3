import type { Run } from '../../../upgrade/run/run.js';
import type { Work } from '../../../upgrade/run/shape.js';
import { workedMs } from '../../../upgrade/run/worked.js';

/** Less time than this says nothing about the pace, in milliseconds. */
const shortestSpan = 5_000;

/** `workedMs`: how long it took to come so far. */
type Counted = { done: number; total: number; failed: number; workedMs: number };

/** How many people a minute were changed so far, and how many minutes the rest takes at that; undefined before that can be told. */
export function pace({
  done,
  total,
  failed,
  workedMs: span,
}: Counted): { perMinute: number; minutesLeft: number | undefined } | undefined {
  if (done === 0 || span < shortestSpan) return undefined;
  const perMinute = done / (span / 60_000);
  const left = Math.max(total - done - failed, 0);
  return { perMinute, minutesLeft: left > 0 ? left / perMinute : undefined };
}

/** Which work on people it is, by the state in which it is done. */
type WorkIn = 'reassigning' | 'undoing' | 'restoring';

/** How far work on people has come, and how long it was worked on. */
export function countedIn(run: Run, is: WorkIn, now: Date): (Counted & { work: Work }) | undefined {
  const work = { reassigning: run.reassign, undoing: run.undo, restoring: run.restore }[is];
  if (!work) return undefined;
  const { done, total, failures, failuresUnlisted, startedAt } = work;
  const sinceBegun = startedAt === null ? 0 : Math.max(0, now.getTime() - Date.parse(startedAt));
  // Switching services off again is one pass; people are moved in several, with days between them.
  const worked = is === 'restoring' ? sinceBegun : workedMs(run, is, now) || sinceBegun;
  return { work, done, total, failed: failures.length + failuresUnlisted, workedMs: worked };
}

/**
 * About how many minutes it takes to move so many people, forwards or back, at the pace at which this run has moved people;
 * undefined where it has moved none, or too few to tell.
 */
export function minutesToMove(run: Run, people: number, now: Date): number | undefined {
  const counted = countedIn(run, 'reassigning', now);
  const worked = workedMs(run, 'reassigning', now);
  const known = counted && pace({ ...counted, workedMs: worked });
  return known && people > 0 ? people / known.perMinute : undefined;
}
