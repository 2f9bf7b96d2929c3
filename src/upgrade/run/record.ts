import type { Actor } from '../tenant/roles.js';
import type { AuditEntry, Notice, Run, RunState } from './run.js';

/** How changes are written into a run: what it says of who did what, and what followers must hear. */

export type Entry = { at: Date; by: Actor | null; what: string; details?: AuditEntry['details'] };

/** A change that alters what cards offer: a new revision, with its audit entry. Whoever acts becomes a follower, unless they left. */
export function changed(run: Run, patch: Partial<Run>, entry: Entry): Run {
  const unknown = entry.by !== null && !run.followers.includes(entry.by.id) && !run.left.includes(entry.by.id);
  const followers = entry.by !== null && unknown ? [...run.followers, entry.by.id] : run.followers;
  return { ...noted(run, { followers, ...patch }, entry), revision: run.revision + 1 };
}

/** A change that is written down and leaves what cards offer as it is. */
export function noted(run: Run, patch: Partial<Run>, entry: Entry): Run {
  const audited: AuditEntry = {
    at: entry.at.toISOString(),
    by: entry.by,
    what: entry.what,
    details: entry.details ?? {},
  };
  return { ...run, ...patch, audit: [...run.audit, audited] };
}

/** A change of counters or of when to look next: cards in people's hands stay valid. */
export function amend(run: Run, patch: Partial<Run>): Run {
  return { ...run, ...patch };
}

/** Adds something that every follower, or some of them, must be told. */
export function raiseNotice(run: Run, what: Notice['what'], now: Date, only: Pick<Notice, 'to' | 'from'> = {}): Run {
  const seq = run.noticeSeq + 1;
  return { ...run, noticeSeq: seq, notices: [...run.notices, { seq, at: now.toISOString(), what, ...only }] };
}

/** A finding's change into another state: the bot's own. */
export function to(
  run: Run,
  state: RunState,
  now: Date,
  what: string,
  patch: Partial<Run> = {},
  details: Record<string, string | number | boolean | null> = {},
): Run {
  return changed(run, { holdup: null, ...patch, state }, { at: now, by: null, what, details });
}
