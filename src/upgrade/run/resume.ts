import { z } from 'zod';
import { isConfirmedTooLongAgo } from '../confirmation.js';
import { permissionInTheirName } from '../decision.js';
import type { Permission } from '../tenant/roles.js';
import { decisionOf } from './decided.js';
import type { Asked } from './definition.js';
import { manualVerify } from './entering.js';
import type { RunRecord } from './shape.js';
import { adminTaskStateSchema } from './states/admin-task.js';
import { cancellingSchema } from './states/cancelling.js';
import { creditCheckSchema } from './states/credit-check.js';
import { locatingSchema } from './states/locating.js';
import { orderingSchema } from './states/ordering.js';
import { preparingSchema } from './states/preparing.js';
import { reassigningSchema } from './states/reassigning.js';
import { restoringSchema } from './states/restoring.js';
import { transitionSchema } from './states/transition.js';
import { undoingSchema } from './states/undoing.js';

/** Where a run goes on after trouble, who may let it, and in whose name it then goes on. */

export const resumeSchema = z.discriminatedUnion('is', [
  preparingSchema,
  orderingSchema,
  creditCheckSchema,
  transitionSchema,
  restoringSchema,
  locatingSchema,
  reassigningSchema,
  undoingSchema,
  cancellingSchema,
  adminTaskStateSchema,
  z.object({ is: z.literal('manualVerify') }),
  z.object({ is: z.literal('manualReassign') }),
  z.object({ is: z.literal('checkout') }),
]);
export type Resume = z.infer<typeof resumeSchema>;

/** What whoever lets it go on must be allowed: what is done there. What only looks, or asks again, takes no more than steering. */
export function permissionToResume(resume: Resume): Permission {
  switch (resume.is) {
    case 'ordering':
      return permissionInTheirName.order;
    case 'cancelling':
      return permissionInTheirName.cancel;
    case 'preparing':
      return resume.before === 'order' ? permissionInTheirName.order : 'steer';
    case 'creditCheck':
      // An order that waits for the account's review is sent anew.
      return resume.of === 'account' ? permissionInTheirName.order : 'steer';
    case 'restoring':
      return permissionInTheirName.restore;
    case 'reassigning':
      return permissionInTheirName.reassign;
    case 'undoing':
      return permissionInTheirName.undo;
    case 'locating':
      return permissionInTheirName.locate;
    case 'transition':
    case 'adminTask':
    case 'manualVerify':
    case 'manualReassign':
    case 'checkout':
      return 'steer';
    default: {
      const never: never = resume;
      return never;
    }
  }
}

/** The state in which a run goes on, begun now. */
export function resumed(resume: Resume, now: Date) {
  switch (resume.is) {
    case 'checkout':
    case 'manualReassign':
      return resume;
    case 'manualVerify':
      return manualVerify(now);
    default:
      return { ...resume, since: now.toISOString(), nextAt: now.toISOString() };
  }
}

type RunStateAfter = ReturnType<typeof resumed>;

/**
 * The same when a person lets it go on: from then on it is done in their name. What was confirmed more than a day ago
 * stays as old as it is, and is asked for anew before it is done.
 */
export function resumedBy(
  run: RunRecord,
  resume: Resume,
  asked: Asked,
): { state: RunStateAfter; patch: Partial<RunRecord> } {
  const { actor, now } = asked;
  const state = resumed(resume, now);
  switch (state.is) {
    case 'preparing':
    case 'ordering':
    case 'creditCheck': {
      const order = permissionToResume(resume) === 'buy' ? run.order : null;
      return { state, patch: order ? { order: { ...order, placedBy: actor } } : {} };
    }
    case 'cancelling': {
      const isOld = isConfirmedTooLongAgo(new Date(state.confirmedAt ?? state.since), now);
      const theirs = { ...state, confirmedBy: actor, confirmedAt: now.toISOString() };
      return { state: isOld ? state : theirs, patch: {} };
    }
    case 'restoring':
    case 'locating':
    case 'reassigning':
    case 'undoing':
      return { state, patch: { decided: decisionOf(asked, permissionToResume(resume)) } };
    default:
      return { state, patch: {} };
  }
}
