import { movesRun } from './events.js';
import type { RunRecord } from './shape.js';

/** The entries of the audit that brought the run to where it stands. */
export function movesOf({ audit }: Pick<RunRecord, 'audit'>): RunRecord['audit'] {
  return audit.filter(({ what }) => movesRun(what));
}
