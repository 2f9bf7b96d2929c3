import type { Command } from './commands.js';
import { type Asked, type Decision, notNow, refuse, type To } from './decision.js';
import type { Run } from './run.js';
import { beginning, beingMoved, decidedBy, reassigning, sourceOf } from './states.js';

/** What people decide about moving others: everyone, a few to begin with, or those who could not be moved. */

/** Most people who can be named to begin with. */
export const mostNamed = 200;

/** Begins with everyone, with a number of people, or with those who are named. */
export function reassign(
  run: Run,
  { actor, now, named }: Asked,
  { pilot, people }: Extract<Command, { do: 'reassign' }>,
  to: To,
): Decision {
  if (run.state.is !== 'manualReassign') return notNow;
  if (people !== undefined) {
    if (!named) return notNow;
    if (!named.ok) return refuse(named.refusal);
    const { ids } = named;
    // No name at all must never come to mean everyone.
    if (ids.length === 0) return refuse({ why: 'nobodyCalled', names: [people] });
    return to(reassigning(now, ids.length, ids), beingMoved(run), { pilot: ids.length, named: true });
  }
  const { assigned } = sourceOf(run);
  if (pilot > assigned) return refuse({ why: 'tooManyForPilot', people: assigned });
  // Looking at a few people first needs no waiting for the chosen time.
  if (pilot > 0) return to(reassigning(now, pilot), beingMoved(run), { pilot });
  const next = beginning(run, 'reassign', now);
  const moved = next.is === 'reassigning' ? beingMoved(run) : {};
  return to(next, { ...decidedBy(actor, run, now), ...moved }, { pilot });
}

/** Tries those again who could not be moved, and nobody else. */
export function retryFailed(run: Run, { now }: Asked, to: To): Decision {
  if (run.state.is !== 'manualReassign' || !run.reassign || run.reassign.failures.length === 0) return notNow;
  const ids = run.reassign.failures.map(({ id }) => id);
  return to({ ...reassigning(now, 0, ids), onlyFailed: true });
}
