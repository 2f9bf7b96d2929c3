import { enter } from '../upgrade/run/record.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import type { Actor } from '../upgrade/tenant/roles.js';

/** The run ended without a word to its followers: nothing is left in it that it could finish. */
export function abandoned(run: Run, by: Actor, at: Date): Run {
  if (isOver(run)) return run;
  const stopped = { is: 'stopped', at: at.toISOString(), by } as const;
  return enter(run, stopped, { at, by, what: 'abandon' }, { notices: [] });
}
