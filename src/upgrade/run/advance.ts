import { beforeEnding, oldPlanSeen } from './advance-ending.js';
import { reassigned, transitionSeen } from './advance-moving.js';
import { assignedAtFirst, orderSeen } from './advance-order.js';
import { timeComesSoon, timeHasCome } from './advance-schedule.js';
import { undone, withLatecomers } from './advance-undo.js';
import { completed } from './completed.js';
import type { Found } from './found.js';
import { amend, raiseNotice, to } from './record.js';
import type { Run, RunState, Verification, Work, WorkState } from './run.js';
import { snapshotRefreshed, snapshotTaken } from './snapshot.js';
import { resumed } from './states.js';
import { problemMet, putOff, troubled } from './trouble.js';
import { blockersLookedAtAgain, hour, lookAgainAt, tryAgainAt } from './waiting.js';

export { type Due, due } from './due.js';
export type { Found, Recheck } from './found.js';
export { stumbled } from './trouble.js';

/**
 * What a finding does to a run. Pure. A finding that no longer fits (a person paused or stopped the run meanwhile)
 * changes nothing.
 */
export function advance(run: Run, found: Found, now: Date): Run {
  const state = run.state;
  const at = now.toISOString();
  switch (found.found) {
    case 'snapshot':
      return snapshotTaken(run, found.taken, found.counted, now);

    case 'snapshotRefreshed':
      return snapshotRefreshed(run, found.taken, now);

    case 'cart':
      if (state.is !== 'ordering' || !run.order) return run;
      return amend(run, { order: { ...run.order, cartId: found.cartId ?? null } });

    case 'sending':
      if (state.is !== 'ordering') return run;
      return amend(run, { state: { ...state, sent: true, settlingReads: 0, sends: state.sends + 1 } });

    case 'order':
      return orderSeen(run, found.status, now);

    case 'notTaken': {
      if (state.is !== 'ordering') return run;
      const attempts = run.attempts + 1;
      const nextAt = tryAgainAt(attempts, now, found.retryAfterMs);
      return amend(run, { attempts, state: { ...state, sent: false, sends: state.sends - 1, nextAt } });
    }

    case 'transition':
      return transitionSeen(run, found.seen, now);

    case 'progress':
      return progressed(run, state.is === 'paused' ? state.resume : state, found.work);

    case 'restored': {
      if (state.is !== 'restoring') return run;
      const { done, failures, failuresUnlisted } = found.work;
      return completed(
        run,
        now,
        { restore: found.work },
        { restored: done, failed: failures.length + failuresUnlisted },
      );
    }

    case 'latecomers':
      if (!run.snapshot) return run;
      return amend(run, { snapshot: withLatecomers(run.snapshot, found) });

    case 'oldPlanEnded':
      if (state.is !== 'undoing') return run;
      return troubled(run, { is: 'oldPlanEnded' }, { is: 'manualReassign' }, now);

    case 'undone':
      return undone(run, found.work, now);

    case 'soon':
      return timeComesSoon(run, now);

    case 'time':
      return timeHasCome(run, found.recheck, now);

    case 'verification': {
      if (state.is !== 'manualVerify') return run;
      const { seen } = found;
      if (seen.active && seen.seats >= seen.seatsNeeded && seen.notProvisioned.length === 0) {
        const details = { seats: seen.seats };
        if (!run.snapshot) {
          const next: RunState = { is: 'preparing', since: at, nextAt: at, before: 'reassign' };
          return to(run, next, now, 'verified', { seatsToBuy: null, growing: null }, details);
        }
        const ready = to(run, { is: 'manualReassign' }, now, 'verified', { seatsToBuy: null, growing: null }, details);
        return raiseNotice(ready, 'readyToReassign', now);
      }
      const next: RunState = { ...state, seen, nextAt: lookAgainAt(state.since, now, { atMost: hour }) };
      const same = state.seen !== null && sameExceptTime(state.seen, seen);
      return same ? amend(run, { state: next, attempts: 0 }) : to(run, next, now, 'verification', { attempts: 0 });
    }

    case 'pilot':
      return state.is === 'reassigning' ? amend(run, { state: { ...state, only: found.only } }) : run;

    case 'reassigned':
      return reassigned(run, found.work, found.holding, now);

    case 'beforeEnding':
      return beforeEnding(run, found.seen, now);

    case 'oldPlan':
      return oldPlanSeen(run, found.stands, now);

    case 'orderedByHand': {
      if (state.is !== 'adminTask') return run;
      const { plan } = found;
      const begun = { since: at, nextAt: at };
      return run.path === 'manual'
        ? to(run, { is: 'manualVerify', ...begun, seen: null }, now, 'orderedByHand', { plan }, { plan })
        : to(
            run,
            { is: 'transition', ...begun, moved: 0, total: assignedAtFirst(run) },
            now,
            'orderedByHand',
            { plan },
            { plan },
          );
    }

    case 'notDoneYet': {
      if (state.is !== 'adminTask') return run;
      const nextAt = lookAgainAt(state.since, now, { atLeast: 5_000, atMost: hour });
      if (!state.saidDone) return amend(run, { state: { ...state, nextAt }, attempts: 0 });
      return to(run, { ...state, saidDone: false, notFoundAt: at, nextAt }, now, 'notDoneYet', { attempts: 0 });
    }

    case 'assessment': {
      if (state.is !== 'assessed' || state.nextAt === undefined) return run;
      const { assessment } = found;
      if (assessment.is === 'blocked')
        return amend(run, { assessment, state: { ...state, nextAt: blockersLookedAtAgain(assessment.blockers, now) } });
      const cleared = to(run, { is: 'assessed' }, now, 'blockerCleared', { assessment }, { is: assessment.is });
      return raiseNotice(cleared, 'blockerCleared', now);
    }

    case 'permission': {
      if (state.is !== 'needsAttention' || state.trouble.is !== 'denied') return run;
      if (!found.granted)
        return amend(run, { state: { ...state, nextAt: lookAgainAt(state.since, now, { atLeast: 5_000 }) } });
      return to(run, resumed(state.resume, now), now, 'permission', { attempts: 0 });
    }

    case 'problem':
      return found.of === 'appointment' ? putOff(run, now) : problemMet(run, found.problem, now);

    default: {
      const never: never = found;
      return never;
    }
  }
}

/** Also while it is paused: what had left by then is still done. */
function progressed(run: Run, working: RunState | WorkState, work: Work): Run {
  if (working.is === 'reassigning') return amend(run, { reassign: work });
  if (working.is === 'restoring') return amend(run, { restore: work });
  if (working.is === 'undoing') return amend(run, { undo: work });
  return run;
}

function sameExceptTime(a: Verification, b: Verification): boolean {
  return JSON.stringify({ ...a, checkedAt: '' }) === JSON.stringify({ ...b, checkedAt: '' });
}
