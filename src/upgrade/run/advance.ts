import { assignedAtFirst, orderSeen } from './advance-order.js';
import { timeComesSoon, timeHasCome } from './advance-schedule.js';
import { undone, withLatecomers } from './advance-undo.js';
import type { Found } from './found.js';
import { amend, raiseNotice, to } from './record.js';
import type { Run, RunState, Trouble, Verification, Work, WorkState } from './run.js';
import { adminTask, resumed } from './states.js';
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
    case 'snapshot': {
      if (state.is !== 'preparing') return run;
      const { pages, people, withSwitchedOff } = found;
      const snapshot = { pages, people, withSwitchedOff, takenAt: at };
      const begun = { since: at, nextAt: at };
      const nextFor: Record<typeof state.before, RunState> = {
        order: { is: 'ordering', ...begun, sent: false, settlingReads: 0, sends: 0 },
        reassign: { is: 'manualReassign' },
        guide: adminTask('openTab', now),
      };
      const next = nextFor[state.before];
      const prepared = to(run, next, now, 'snapshot', { snapshot }, { people, withSwitchedOff });
      return state.before === 'reassign' ? raiseNotice(prepared, 'readyToReassign', now) : prepared;
    }

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

    case 'moved': {
      if (state.is !== 'transition') return run;
      if (found.finished) return afterTransition(run, now, { moved: found.moved });
      if (now.getTime() - Date.parse(state.since) > 24 * hour)
        return troubled(run, { is: 'overdue', what: 'transition', since: state.since }, state, now);
      const { moved, total } = found;
      return amend(run, { state: { ...state, moved, total, nextAt: lookAgainAt(state.since, now) }, attempts: 0 });
    }

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

    case 'reassigned': {
      if (state.is !== 'reassigning') return run;
      const { work, held } = found;
      const failed = work.failures.length + work.failuresUnlisted;
      const details = { done: work.done, failed, users: held.users, groups: held.groups };
      if (held.users === 0 && held.groups === 0) {
        // Nobody is left to wait for a time, if one was chosen.
        const all = { reassign: work, schedule: null, attempts: 0 };
        const ready = to(run, { is: 'manualCancel' }, now, 'reassigned', all, details);
        return raiseNotice(ready, 'readyToCancel', now);
      }
      const rest = to(run, { is: 'manualReassign' }, now, 'reassigned', { reassign: work, attempts: 0 }, details);
      return raiseNotice(rest, 'reassignFinished', now);
    }

    case 'notSafeToCancel': {
      if (state.is !== 'cancelling') return run;
      const trouble: Trouble = { is: 'stillHeld', ...found.held };
      return troubled(
        run,
        trouble,
        { is: found.held.users + found.held.groups > 0 ? 'manualReassign' : 'manualVerify' },
        now,
      );
    }

    case 'cancelByHand':
      return state.is === 'cancelling' ? to(run, adminTask('cancel', now), now, 'cancelByHand') : run;

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

    case 'cancelSent':
      return state.is === 'cancelling' ? amend(run, { state: { ...state, sent: true }, cancelSent: true }) : run;

    case 'cancelled': {
      if (state.is !== 'cancelling' && !(state.is === 'adminTask' && state.task === 'cancel')) return run;
      const cancelled = [...new Set([...run.cancelled, ...found.ids])];
      if (found.all) return completed(run, now, { cancelled }, { cancelled: cancelled.length });
      if (now.getTime() - Date.parse(state.since) > 24 * hour)
        return troubled(amend(run, { cancelled }), { is: 'overdue', what: 'cancel', since: state.since }, state, now);
      return amend(run, { cancelled, state: { ...state, nextAt: lookAgainAt(state.since, now) } });
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

function afterTransition(run: Run, now: Date, details: { moved: number }): Run {
  const at = now.toISOString();
  const order = run.order ? { ...run.order, outcome: 'completed' as const } : null;
  const cancelled = run.assessment.is === 'noSource' ? [] : run.assessment.source.subscriptions.map((one) => one.id);
  if (!run.snapshot || run.snapshot.withSwitchedOff === 0) return completed(run, now, { order, cancelled }, details);
  return to(run, { is: 'restoring', since: at, nextAt: at }, now, 'moved', { order, cancelled, attempts: 0 }, details);
}

function completed(run: Run, now: Date, patch: Partial<Run>, details: Record<string, number>): Run {
  const state: RunState = { is: 'completed', at: now.toISOString(), oldPlanKept: false };
  return raiseNotice(
    to(run, state, now, 'completed', { ...patch, schedule: null, attempts: 0 }, details),
    'completed',
    now,
  );
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
