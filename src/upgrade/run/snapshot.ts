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

/** Who may be given a usage location: those who were refused for want of it, and those known to be without. */
export function mayBeLocated(run: Pick<RunRecord, 'snapshot' | 'reassign'>): Unlocated[] {
  const refused = refusedForLocation(run);
  const known = (run.snapshot?.unlocated ?? []).filter(({ id }) => !refused.some((one) => one.id === id));
  return [...refused, ...known];
}

/** Who could not be moved for want of a usage location. */
export function refusedForLocation({ reassign }: Pick<RunRecord, 'reassign'>): Unlocated[] {
  const refused = (reassign?.failures ?? []).filter(({ reason, of }) => reason === 'usageLocation' && of === 'user');
  return refused.map(({ id, name, signIn = '' }) => ({ id, name, signIn }));
}

type Unlocated = { id: string; name: string; signIn: string };

/** What a person without a usage location, or who was refused for want of it, is called. */
export function nameIn({ snapshot, reassign }: Pick<RunRecord, 'snapshot' | 'reassign'>, id: string): string {
  const known = [...(snapshot?.unlocated ?? []), ...(reassign?.failures ?? [])];
  return known.find((one) => one.id === id)?.name ?? id;
}

/** What is written down, where some people have got a usage location. */
export function withoutThose({ snapshot }: Pick<RunRecord, 'snapshot'>, ids: readonly string[]) {
  if (!snapshot) return snapshot;
  const unlocated = snapshot.unlocated.filter(({ id }) => !ids.includes(id));
  const fewer = snapshot.unlocated.length - unlocated.length;
  return { ...snapshot, unlocated, withoutLocation: Math.max(0, snapshot.withoutLocation - fewer) };
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
