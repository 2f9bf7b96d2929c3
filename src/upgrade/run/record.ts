import type { Actor } from '../tenant/roles.js';
import type { AnyState, Asked, Decision } from './definition.js';
import { type EventName, writesBeside } from './events.js';
import type { AuditEntry, In, Notice, RunRecord } from './shape.js';

/** How changes are written into a run: what it says of who did what, and what followers must hear. */

export type Entry = { at: Date; by: Actor | null; what: EventName; details?: AuditEntry['details'] };
type Details = AuditEntry['details'];

/** A change that alters what cards offer: a new revision, with its audit entry. Whoever acts becomes a follower, unless they left. */
export function changed<R extends RunRecord>(run: R, patch: Partial<RunRecord>, entry: Entry): R {
  const { by } = entry;
  const joins = by !== null && ![...run.followers, ...run.left].includes(by.id);
  const followers = joins ? [...run.followers, by.id] : run.followers;
  return { ...noted(run, { followers, ...patch }, entry), revision: run.revision + 1 };
}

/** A change that is written down and leaves what cards offer as it is. */
export function noted<R extends RunRecord>(run: R, patch: Partial<RunRecord>, entry: Entry): R {
  const audited: AuditEntry = {
    at: entry.at.toISOString(),
    by: entry.by,
    what: entry.what,
    details: entry.details ?? {},
  };
  return { ...run, ...patch, audit: [...run.audit, audited] };
}

/**
 * A change beside what moves the run: followed and unfollowed, a report taken. It is carried out however often, and of one
 * person written down so many times only, so that nobody fills a run by turning round in it.
 */
export function notedBeside<R extends RunRecord>(run: R, patch: Partial<RunRecord>, entry: Entry & { by: Actor }): R {
  return writesBeside(run.audit, entry.by.id) ? noted(run, patch, entry) : { ...run, ...patch };
}

/** A change of counters or of when to look next: cards in people's hands stay valid. */
export function amend<S>(run: In<S>, patch: Partial<RunRecord> & { state?: S }): In<S> {
  return { ...run, ...patch };
}

/** Adds something that every follower, or some of them, must be told. */
export function raiseNotice<R extends RunRecord>(
  run: R,
  what: Notice['what'],
  now: Date,
  only: Pick<Notice, 'to' | 'from'> = {},
): R {
  const seq = run.noticeSeq + 1;
  const at = now.toISOString();
  const toldAt = only.to ? run.toldAt : at;
  return { ...run, toldAt, noticeSeq: seq, notices: [...run.notices, { seq, at, what, ...only }] };
}

/** The run in another state, which nothing holds up yet. */
export function enter<Is extends string, S extends { is: Is }>(
  run: RunRecord,
  state: S & { is: Is },
  entry: Entry,
  patch: Partial<RunRecord> = {},
): In<S> {
  return changed<In<S>>({ ...run, state }, { holdup: null, ...patch }, entry);
}

/** A finding's change into another state: the bot's own. */
export function to<Is extends string, S extends { is: Is }>(
  run: RunRecord,
  state: S & { is: Is },
  now: Date,
  what: EventName,
  patch: Partial<RunRecord> = {},
  details: Details = {},
): In<S> {
  return enter(run, state, { at: now, by: null, what, details }, patch);
}

/** A command's change into another state: the person's who asked, in the name of their command. */
export function becomes<Is extends string, S extends { is: Is }>(
  run: RunRecord,
  { actor, now, command }: Asked,
  state: S & { is: Is },
  patch: Partial<RunRecord> = {},
  details: Details = {},
): { is: 'changed'; run: In<S> } {
  return { is: 'changed', run: enter(run, state, { at: now, by: actor, what: command.do, details }, patch) };
}

/** The same decision, with something that followers must be told. */
export function telling<S extends AnyState>(decision: Decision<S>, what: Notice['what'], now: Date): Decision<S> {
  return decision.is === 'changed' ? { is: 'changed', run: raiseNotice(decision.run, what, now) } : decision;
}
