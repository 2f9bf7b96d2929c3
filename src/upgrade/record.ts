import type { Actor } from './people.js';
import type { AuditEntry, Notice, Run } from './run.js';

/** How changes are written into a run: what it says of who did what, and what followers must hear. */

export type Entry = { at: Date; by: Actor | null; what: string; details?: AuditEntry['details'] };

/** A change that alters what cards offer: a new revision, with its audit entry. Whoever acts becomes a follower. */
export function changed(run: Run, patch: Partial<Run>, entry: Entry): Run {
  const followers =
    entry.by === null || run.followers.includes(entry.by.id) ? run.followers : [...run.followers, entry.by.id];
  const audited: AuditEntry = {
    at: entry.at.toISOString(),
    by: entry.by,
    what: entry.what,
    details: entry.details ?? {},
  };
  return { ...run, ...patch, followers, revision: run.revision + 1, audit: [...run.audit, audited] };
}

/** A change of counters or of when to look next: cards in people's hands stay valid. */
export function amend(run: Run, patch: Partial<Run>): Run {
  return { ...run, ...patch };
}

/** Adds something that every follower must be told. */
export function raiseNotice(run: Run, what: Notice['what'], now: Date): Run {
  const seq = run.noticeSeq + 1;
  return { ...run, noticeSeq: seq, notices: [...run.notices, { seq, at: now.toISOString(), what }] };
}
