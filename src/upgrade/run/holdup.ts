import type { AnyState } from './definition.js';
import { amend, raiseNotice } from './record.js';
import type { Holdup, In } from './shape.js';
import { hour, lookAgainAt } from './waiting.js';

/** How long a step may be held up before its followers are told, in milliseconds. */
const toldAfter = hour;

/**
 * Looks again later, since what was read does not tell. The run says what holds it up, and after an hour tells its
 * followers; it goes on by itself when Microsoft's answers agree.
 */
export function heldUp<S extends AnyState & { nextAt: string }>(
  run: In<S>,
  seen: Pick<Holdup, 'counted' | 'found'>,
  now: Date,
): In<S> {
  const before = run.holdup;
  const since = before?.since ?? now.toISOString();
  const isLong = now.getTime() - Date.parse(since) >= toldAfter;
  const holdup: Holdup = { is: 'countDiffers', ...seen, since, told: isLong || (before?.told ?? false) };
  const state = { ...run.state, nextAt: lookAgainAt(since, now) };
  const next = amend(run, { holdup, attempts: 0, state });
  return isLong && !before?.told ? raiseNotice(next, 'heldUp', now) : next;
}
