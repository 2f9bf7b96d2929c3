import type { Problem, Service } from '../ports.js';
import type { AnyState } from './definition.js';
import type { Holdup } from './holdup-kinds.js';
import { amend, raiseNotice } from './record.js';
import type { In } from './shape.js';
import { hour, lookAgainAt, minute, tryAgainAt } from './waiting.js';

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
  const next = since(run, seen, now);
  const nextAt = lookAgainAt(next.holdup.since, now, { atLeast, atMost: atLeast });
  return amend(next, { attempts: 0, state: { ...run.state, nextAt } });
}

/** Why nothing usable was answered: asked again, ever more rarely, until something is. */
export type NoAnswer = Extract<Problem, { is: 'busy' | 'unreachable' | 'unknownOutcome' | 'unreadable' }>;

/** Tries again later, since nothing was answered, or nothing that says how things stand. The run says so, as above. */
export function unanswered<S extends AnyState & { nextAt: string }>(
  run: In<S>,
  { problem, service = null }: { problem: NoAnswer; service?: Service | null | undefined },
  now: Date,
): In<S> {
  const attempts = run.attempts + 1;
  const how = problem.is === 'busy' || problem.is === 'unreadable' ? problem.is : 'silent';
  const nextAt = tryAgainAt(run, attempts, now, problem.is === 'busy' ? problem.retryAfterMs : 0);
  const next = since(run, { is: 'noAnswer', service, how }, now);
  return amend(next, { attempts, state: { ...run.state, nextAt } });
}

/** The run held up by what is seen now, for as long as it has been; after an hour its followers are told, once. */
function since<S extends AnyState>(run: In<S>, seen: Seen, now: Date): In<S> & { holdup: Holdup } {
  const before = run.holdup?.is === seen.is ? run.holdup : null;
  // What lies ahead was written by a clock that has been set back since: it counts from now on.
  const begun = before && Date.parse(before.since) <= now.getTime() ? before.since : now.toISOString();
  const isLong = now.getTime() - Date.parse(begun) >= toldAfter;
  const holdup: Holdup = { ...seen, since: begun, told: isLong || (before?.told ?? false) };
  const held = { ...run, holdup };
  return isLong && !before?.told ? raiseNotice(held, 'heldUp', now) : held;
}

/** Changes of people come to nothing just now; the step goes on by itself, and the run says so, as above. */
export function changesWait<S extends AnyState>(run: In<S>, { how }: { how: 'busy' | 'silent' }, now: Date): In<S> {
  return since(run, { is: 'noAnswer', service: 'graph', how }, now);
}

/** Whether nothing was answered for so long that followers were told. */
export const heldForLong = ({ holdup }: { holdup: Holdup | null }): boolean => holdup?.is === 'noAnswer' && holdup.told;

/** How long it goes unsaid that nothing is answered, in milliseconds: mostly it is over before anybody has read it. */
const unsaidFor = 2 * minute;

/** What the run says of what holds it up; undefined while that is nothing, or nothing to speak of yet. */
export function holdupToSay({ holdup }: { holdup: Holdup | null }, now: Date): Holdup | undefined {
  if (holdup?.is === 'noAnswer' && now.getTime() - Date.parse(holdup.since) < unsaidFor) return undefined;
  return holdup ?? undefined;
}
