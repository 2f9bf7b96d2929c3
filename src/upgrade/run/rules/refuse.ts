import type { Permission } from '../../tenant/roles.js';
import type { AnyState, Asked } from '../definition.js';
import type { Refusal } from '../refusal.js';
import type { In } from '../shape.js';
import { assignedAtFirst } from '../source-of.js';

/** Decisions that change nothing. */

export const unchanged = { is: 'unchanged' } as const;

export const refuse = (refusal: Refusal) => ({ is: 'unchanged', refusal }) as const;

/** The command does not belong to this state. */
export const notNow = refuse({ why: 'notNow' });

/** A verb that a state names only to say why it cannot be. */
export const refusing = (needs: Permission, refusal: Refusal) => ({
  needs,
  decide: (_run: In<AnyState>, _asked: Asked) => refuse(refusal),
});

/** The old plan can't be cancelled while people have still to be moved. */
export const notWhileHeld = {
  needs: 'buy',
  decide: (run: In<AnyState>, _asked: Asked) => refuse({ why: 'stillHeld', people: stillToMove(run) }),
} as const;

function stillToMove(run: In<AnyState>): number {
  const { reassign } = run;
  if (!reassign) return assignedAtFirst(run);
  return Math.max(reassign.failures.length + reassign.failuresUnlisted, reassign.total - reassign.done);
}
