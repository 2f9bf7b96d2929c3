import { z } from 'zod';
import { mayEnd } from '../../ending/may-end.js';
import { endedSoFar, outcomeOf } from '../../ending/old-plan.js';
import { canByApi } from '../../order/commerce-forms.js';
import { actorSchema } from '../../tenant/roles.js';
import { completed } from '../completed.js';
import { state } from '../definition.js';
import { adminTask } from '../entering.js';
import { heldUp } from '../holdup.js';
import { amend, raiseNotice, to } from '../record.js';
import { stop, tooLateToStop } from '../rules/stop.js';
import { tooLateToUndo } from '../rules/undo.js';
import type { In } from '../shape.js';
import { meetsProblem, stumbles, troubled } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';

/** Step 4 of the manual path, confirmed: the old plan is ended when everything that it hangs on has been looked at. */

export const cancellingSchema = z.object({
  is: z.literal('cancelling'),
  since: z.string(),
  nextAt: z.string(),
  confirmedBy: actorSchema,
  /** When it was confirmed; left out by older versions. */
  confirmedAt: z.string().optional(),
  /** Since when nothing speaks against it: it is looked at twice before anything is ended. */
  clearSince: z.string().nullable().default(null),
  /** The last look was followed by the cancellation; whether it ever left is the run's `cancelSent`. */
  sent: z.boolean(),
});
type Cancelling = z.infer<typeof cancellingSchema>;

/** How long nothing may speak against it before the old plan is ended, in milliseconds: longer than Graph's lists lag. */
const clearFor = 5_000;

export const cancelling = state<Cancelling>()({
  schema: cancellingSchema,
  step: { automatic: 'done', manual: 'cancel' },
  card: 'progress',
  needs: undefined,
  uses: ['groups', 'commerce'],
  verbs: {
    /** Until a cancellation has left there must be a way out: it may wait for Microsoft's answers to agree. */
    stop: {
      needs: 'steer',
      decide: (run, asked) => (run.cancelSent || run.state.sent ? tooLateToStop : stop).decide(run, asked),
    },
    undo: tooLateToUndo,
  },
  findings: {
    beforeEnding(run, { seen }, now) {
      const { state } = run;
      const may = mayEnd({ ...seen, confirmedAt: new Date(state.confirmedAt ?? state.since) }, now);
      if (may.is === 'yes') return clear(run, now);
      if (may.is === 'unclear') {
        const doubted = amend(run, { state: { ...state, clearSince: null, sent: false } });
        return heldUp(doubted, { is: 'countDiffers', counted: may.counted, found: 0 }, now);
      }
      switch (may.because) {
        case 'held': {
          const { users, groups } = may;
          return troubled(run, { is: 'stillHeld', users, groups }, { is: 'manualReassign' } as const, now);
        }
        case 'newPlanNotReady':
          return troubled(run, { is: may.because }, { is: 'manualVerify' } as const, now);
        case 'roleLost':
        case 'confirmedTooLongAgo':
          return raiseNotice(to(run, { is: 'manualCancel' }, now, may.because), 'confirmAgain', now);
        default: {
          const never: never = may;
          return never;
        }
      }
    },
    oldPlan(run, { stands }, now) {
      const { state } = run;
      const cancelled = endedSoFar(run, stands);
      const outcome = outcomeOf(stands);
      if (outcome) return completed(run, now, outcome, { cancelled }, { cancelled: cancelled.length });
      if (now.getTime() - Date.parse(state.since) > 24 * hour)
        return troubled(amend(run, { cancelled }), { is: 'overdue', what: 'cancel', since: state.since }, state, now);
      return amend(run, { cancelled, state: { ...state, nextAt: lookAgainAt(state.since, now) } });
    },
    problem(run, found, now) {
      // What Microsoft lets only a signed-in person do, an admin does by hand; nothing was ended by the app.
      const { problem } = found;
      const isPersonal =
        problem.is === 'denied' && problem.mendedBy === 'operator' && run.commerce === 'billing-account';
      if (!isPersonal) return meetsProblem(run, found, now);
      return to(run, adminTask('cancel', now), now, 'cancelByHand', { cancelSent: false, attempts: 0 });
    },
    defect: stumbles,
  },
});

/**
 * Nothing speaks against it: looked at twice, some time apart, the cancellation leaves or an admin is asked to do it. One
 * that may have been lost leaves anew under the same rule.
 */
function clear(run: In<Cancelling>, now: Date) {
  const { state } = run;
  const clearSince = state.clearSince ?? now.toISOString();
  const actsAt = Date.parse(clearSince) + clearFor;
  if (now.getTime() < actsAt)
    return amend(run, {
      holdup: null,
      state: { ...state, clearSince, sent: false, nextAt: new Date(actsAt).toISOString() },
    });
  if (!canByApi[run.commerce].cancel) return to(run, adminTask('cancel', now), now, 'cancelByHand');
  return amend(run, { holdup: null, cancelSent: true, state: { ...state, clearSince, sent: true } });
}
