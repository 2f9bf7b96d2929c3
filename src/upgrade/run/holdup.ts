import type { AnyState } from './definition.js';
import { amend, raiseNotice } from './record.js';
import type { Holdup, In } from './shape.js';
import { hour, lookAgainAt } from './waiting.js';

/** How long a step may be held up before its followers are told, in milliseconds. */
const toldAfter = hour;

/** What holds a step up, as it is seen now. */
type Seen<H = Holdup> = H extends Holdup ? Omit<H, 'since' | 'told'> : never;

/**
 * Looks again later, since what was read does not tell. The run says what holds it up, and after an hour tells its
 * followers; it goes on by itself when Microsoft's answers are clear.
 * @param atLeast how long to wait before looking again, in milliseconds, where it is known to take its time
 */
export function heldUp<S extends AnyState & { nextAt: string }>(
  run: In<S>,
  seen: Seen,
  now: Date,
  atLeast?: number,
): In<S> {
  const before = run.holdup?.is === seen.is ? run.holdup : null;
  const since = before?.since ?? now.toISOString();
  const isLong = now.getTime() - Date.parse(since) >= toldAfter;
  const holdup: Holdup = { ...seen, since, told: isLong || (before?.told ?? false) };
  const nextAt = lookAgainAt(since, now, atLeast === undefined ? {} : { atLeast, atMost: atLeast });
  const next = amend(run, { holdup, attempts: 0, state: { ...run.state, nextAt } });
  return isLong && !before?.told ? raiseNotice(next, 'heldUp', now) : next;
}
