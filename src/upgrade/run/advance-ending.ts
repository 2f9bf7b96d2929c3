import { type BeforeEnding, mayEnd } from '../ending/may-end.js';
import type { OldPlanStands } from '../ending/old-plan.js';
import { canByApi } from '../order/commerce-forms.js';
import { completed } from './completed.js';
import { heldUp } from './holdup.js';
import { amend, raiseNotice, to } from './record.js';
import type { Run, RunState } from './run.js';
import { adminTask } from './states.js';
import { troubled } from './trouble.js';
import { hour, lookAgainAt } from './waiting.js';

/** What becomes of a run that ends the old plan, when the engine has looked at what that hangs on. */

/** How long nothing may speak against it before the old plan is ended, in milliseconds: longer than Graph's lists lag. */
const clearFor = 5_000;

export function beforeEnding(run: Run, seen: Omit<BeforeEnding, 'confirmedAt'>, now: Date): Run {
  const { state } = run;
  if (state.is !== 'cancelling') return run;
  const may = mayEnd({ ...seen, confirmedAt: new Date(state.confirmedAt ?? state.since) }, now);
  switch (may.is) {
    case 'yes':
      return clear(run, state, now);
    case 'unclear':
      return heldUp(run, { ...state, clearSince: null }, { counted: may.counted, found: 0 }, now);
    case 'no':
      switch (may.because) {
        case 'held': {
          const { users, groups } = may;
          return troubled(run, { is: 'stillHeld', users, groups }, { is: 'manualReassign' }, now);
        }
        case 'newPlanNotReady':
          return troubled(run, { is: may.because }, { is: 'manualVerify' }, now);
        case 'roleLost':
        case 'confirmedTooLongAgo':
          return raiseNotice(to(run, { is: 'manualCancel' }, now, may.because), 'confirmAgain', now);
        default: {
          const never: never = may;
          return never;
        }
      }
    default: {
      const never: never = may;
      return never;
    }
  }
}

/** Nothing speaks against it: looked at twice, some time apart, the cancellation leaves or an admin is asked to do it. */
function clear(run: Run, state: Extract<RunState, { is: 'cancelling' }>, now: Date): Run {
  const clearSince = state.clearSince ?? now.toISOString();
  const actsAt = Date.parse(clearSince) + clearFor;
  if (now.getTime() < actsAt)
    return amend(run, { holdup: null, state: { ...state, clearSince, nextAt: new Date(actsAt).toISOString() } });
  if (!canByApi[run.commerce].cancel) return to(run, adminTask('cancel', now), now, 'cancelByHand');
  return amend(run, { holdup: null, cancelSent: true, state: { ...state, clearSince, sent: true } });
}

/** Done when every one of the old plan's subscriptions shows as ended. */
export function oldPlanSeen(run: Run, stands: OldPlanStands, now: Date): Run {
  const { state } = run;
  if (state.is !== 'cancelling' && !(state.is === 'adminTask' && state.task === 'cancel')) return run;
  const cancelled = [...new Set([...run.cancelled, ...stands.ended])];
  if (stands.active.length === 0 && stands.unclear.length === 0)
    return completed(run, now, { cancelled }, { cancelled: cancelled.length });
  if (state.is === 'adminTask') return amend(run, { cancelled });
  if (now.getTime() - Date.parse(state.since) > 24 * hour)
    return troubled(amend(run, { cancelled }), { is: 'overdue', what: 'cancel', since: state.since }, state, now);
  return amend(run, { cancelled, state: { ...state, nextAt: lookAgainAt(state.since, now) } });
}
