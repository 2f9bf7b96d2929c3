import { type Decision, mayBeDone, permissionInTheirName } from '../decision.js';
import type { Permission } from '../tenant/roles.js';
import type { AnyState, Asked } from './definition.js';
import type { Found } from './found.js';
import { lastMoveOf } from './moves.js';
import type { In, RunRecord } from './shape.js';
import { troubled } from './trouble.js';

/** In whose name something is ordered, ended or changed. */

export function decisionOf({ actor, now }: Pick<Asked, 'actor' | 'now'>, needs: Permission): Decision {
  return { by: actor, at: now.toISOString(), needs };
}

/**
 * What Microsoft's upgrade leads to was decided with it: by whoever ordered it or, where that was done by hand, by whoever
 * brought the run there. They need not be one who assigns licences.
 */
export function decidedWithUpgrade(run: RunRecord, now: Date): Decision {
  const actor = run.order?.placedBy ?? lastToMove(run)?.by ?? run.openedBy;
  return decisionOf({ actor, now }, permissionInTheirName.restoreAfterUpgrade);
}

/** Who brought the run last to where it stands, and when. */
export function lastToMove(run: Pick<RunRecord, 'audit'>) {
  return lastMoveOf(run, ({ by }) => by !== null);
}

/** Licences are changed only while whoever decided that may; otherwise somebody who may is asked. */
export function whileDeciderMay<S extends AnyState & { nextAt: string }>(
  run: In<S>,
  { roles }: Extract<Found, { found: 'decider' }>,
  now: Date,
) {
  const may = mayBeDone(run.decided, roles, now);
  if (may === 'yes') return run;
  const by = run.decided?.by.name ?? run.openedBy.name;
  return troubled(run, { is: 'askedAnew', because: may, by }, run.state, now);
}
