import type { Found } from './found.js';
import { amend, noted } from './record.js';
import type { In, RunRecord } from './shape.js';

/** What is written down of who had what, kept true while a run waits. */

/** How old it may grow while the old plan lives, in milliseconds. */
const refreshedAfter = 15 * 60_000;

/** Whether it is to be written down anew: people join and services are switched off while a run waits. */
export function isSnapshotStale({ snapshot }: Pick<RunRecord, 'snapshot'>, now: Date): boolean {
  return snapshot !== null && Math.abs(now.getTime() - Date.parse(snapshot.takenAt)) >= refreshedAfter;
}

/** It was written down anew. What cards offer stays as it is. */
export function snapshotRefreshed<S>(
  run: In<S>,
  { taken }: Extract<Found, { found: 'snapshotRefreshed' }>,
  now: Date,
): In<S> {
  if (run.snapshot === null || taken.generation <= run.snapshot.generation) return run;
  return amend(run, { snapshot: { ...taken, takenAt: now.toISOString() } });
}

/** Those who came later were added to it. */
export function latecomersNoted<S>(run: In<S>, found: Extract<Found, { found: 'latecomers' }>): In<S> {
  if (!run.snapshot) return run;
  const { pages, people, withSwitchedOff } = found;
  return amend(run, { snapshot: { ...run.snapshot, pages, people, withSwitchedOff } });
}

/** The run without it: whoever reads its audit sees that it was there. */
export function withoutSnapshot<R extends RunRecord>(run: R, now: Date): R {
  if (!run.snapshot) return run;
  const { pages, people } = run.snapshot;
  return noted(run, { snapshot: null }, { at: now, by: null, what: 'snapshotForgotten', details: { pages, people } });
}

/** Whether it was deleted since: nobody can be moved back by it, and no report is made of it. */
export function isSnapshotForgotten({ snapshot, audit }: Pick<RunRecord, 'snapshot' | 'audit'>): boolean {
  return snapshot === null && audit.some(({ what }) => what === 'snapshotForgotten');
}
