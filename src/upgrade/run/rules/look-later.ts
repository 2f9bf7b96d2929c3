import type { AnyState } from '../definition.js';
import { amend } from '../record.js';
import type { In } from '../shape.js';
import { hour, lookAgainAt } from '../waiting.js';

/** Nothing could be seen of something that is only watched: it is looked at again an hour later. */
export function lookLater<S extends AnyState & { nextAt?: string | undefined }>(
  run: In<S>,
  _found: unknown,
  now: Date,
): In<S> {
  if (run.state.nextAt === undefined) return run;
  const nextAt = lookAgainAt(now.toISOString(), now, { atLeast: hour, atMost: hour });
  return amend(run, { state: { ...run.state, nextAt } });
}
