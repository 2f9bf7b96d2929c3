import { movesRun } from './events.js';
import type { AuditEntry, RunRecord } from './shape.js';

/** The entries of the audit that brought the run to where it stands. */
export function movesOf({ audit }: Pick<RunRecord, 'audit'>): RunRecord['audit'] {
  return audit.filter(({ what }) => movesRun(what));
}

/**
 * The last of them, or the last that is like that. It is asked at every change of a run, which may have thousands of
 * entries: those before it are not looked at.
 */
export function lastMoveOf(
  { audit }: Pick<RunRecord, 'audit'>,
  isLike: (move: AuditEntry) => boolean = () => true,
): AuditEntry | undefined {
  return audit.findLast((entry) => movesRun(entry.what) && isLike(entry));
}
