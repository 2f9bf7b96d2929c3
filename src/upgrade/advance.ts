import { adminTask, resumed } from './decide.js';
import type { Assessment } from './eligibility.js';
import { latestCreditCheckEnd } from './order.js';
import type { OrderStatus, Problem } from './ports.js';
import { amend, changed, raiseNotice } from './record.js';
import type { OrderRecord, Resume, Run, RunState, Trouble, Verification, Work, WorkState } from './run.js';
import { blockersLookedAtAgain, hour, lookAgainAt, tryAgainAt } from './waiting.js';

/** What the engine found out by reading, or is about to do. Only these move a run on by themselves. */
export type Found =
  /** Who has what was written down. */
  | { found: 'snapshot'; pages: number; people: number; withSwitchedOff: number }
  /** The cart of a purchase was made. */
  | { found: 'cart'; cartId: string | undefined }
  /** The order leaves now: from here on its outcome is settled by reading. */
  | { found: 'sending' }
  | { found: 'order'; status: OrderStatus }
  /** The commerce said that it did not take the order now and that nothing happened. */
  | { found: 'notTaken'; retryAfterMs: number | undefined }
  /** How many people Microsoft has moved; `finished` when the new plan serves everyone and the old one has ended. */
  | { found: 'moved'; moved: number; total: number; finished: boolean }
  | { found: 'progress'; work: Work }
  | { found: 'restored'; work: Work }
  | { found: 'verification'; seen: Verification }
  /** A pass of reassignment ended; `held` counts who still holds the old plan, as read from each. */
  | { found: 'reassigned'; work: Work; held: { users: number; groups: number } }
  /** Before cancelling, somebody was found to hold the old plan, or the new one was not ready. */
  | { found: 'notSafeToCancel'; held: { users: number; groups: number } }
  /** It is safe to cancel, and the commerce has no API for it: an admin must. */
  | { found: 'cancelByHand' }
  | { found: 'cancelSent' }
  /** Graph shows these source subscriptions as ended; `all` when none is left. */
  | { found: 'cancelled'; ids: string[]; all: boolean }
  /** What an admin ordered by hand shows in Graph: the plan that was chosen. */
  | { found: 'orderedByHand'; plan: string }
  /** What an admin was to do does not show in Graph yet. */
  | { found: 'notDoneYet' }
  /** The tenant was looked at again for somebody who watches a blocker. */
  | { found: 'assessment'; assessment: Assessment }
  /** The permission that was missing is still missing, or is there again. */
  | { found: 'permission'; granted: boolean }
  | { found: 'problem'; problem: Problem };

/** Reads that must find nothing before an order whose outcome is unknown is taken not to have arrived. */
const readsToSettle = 4;
/** Times an order may be sent anew, under its one key, after it was settled that it had not arrived. */
const sendsAtMost = 3;

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
      if (state.is === 'reassigning') return amend(run, { reassign: found.work });
      if (state.is === 'restoring') return amend(run, { restore: found.work });
      return run;

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

    case 'verification': {
      if (state.is !== 'manualVerify') return run;
      const { seen } = found;
      if (seen.active && seen.seats >= seen.seatsNeeded && seen.notProvisioned.length === 0) {
        const details = { seats: seen.seats };
        if (!run.snapshot) {
          const next: RunState = { is: 'preparing', since: at, nextAt: at, before: 'reassign' };
          return to(run, next, now, 'verified', { seatsToBuy: null }, details);
        }
        const ready = to(run, { is: 'manualReassign' }, now, 'verified', { seatsToBuy: null }, details);
        return raiseNotice(ready, 'readyToReassign', now);
      }
      const next: RunState = { ...state, seen, nextAt: lookAgainAt(state.since, now, { atMost: hour }) };
      const same = state.seen !== null && sameExceptTime(state.seen, seen);
      return same ? amend(run, { state: next, attempts: 0 }) : to(run, next, now, 'verification', { attempts: 0 });
    }

    case 'reassigned': {
      if (state.is !== 'reassigning') return run;
      const { work, held } = found;
      const failed = work.failures.length + work.failuresUnlisted;
      const details = { done: work.done, failed, users: held.users, groups: held.groups };
      if (held.users === 0 && held.groups === 0) {
        const ready = to(run, { is: 'manualCancel' }, now, 'reassigned', { reassign: work, attempts: 0 }, details);
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
      return state.is === 'cancelling' ? amend(run, { state: { ...state, sent: true } }) : run;

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
      return problemMet(run, found.problem, now);

    default: {
      const never: never = found;
      return never;
    }
  }
}

function orderSeen(run: Run, status: OrderStatus, now: Date): Run {
  const { state, order } = run;
  if (!order || (state.is !== 'ordering' && state.is !== 'creditCheck' && state.is !== 'transition')) return run;
  const at = now.toISOString();
  switch (status.is) {
    case 'notFound':
      if (state.is !== 'ordering') {
        // An order once seen does not vanish; the reading side lags or hides it for a while.
        return amend(run, { state: { ...state, nextAt: lookAgainAt(state.since, now) } });
      }
      return orderNotFound(run, state, now);

    case 'underReview': {
      if (state.is === 'creditCheck') {
        if (now.getTime() > Date.parse(state.latestEnd) + 24 * hour)
          return troubled(run, { is: 'overdue', what: 'creditCheck', since: state.since }, state, now);
        const nextAt = lookAgainAt(state.since, now, { atMost: hour });
        return amend(run, { state: { ...state, nextAt }, attempts: 0 });
      }
      const latestEnd = latestCreditCheckEnd(new Date(order.placedAt)).toISOString();
      const review: RunState = { is: 'creditCheck', since: at, nextAt: lookAgainAt(at, now), latestEnd };
      return raiseNotice(
        to(run, review, now, 'creditCheckStarted', { attempts: 0 }, { latestEnd }),
        'creditCheckStarted',
        now,
      );
    }

    case 'inProgress': {
      if (state.is === 'transition') return run;
      if (order.kind === 'upgrade') return afterReview(orderTaken(run, order, now), state, now);
      // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
      const nextAt = lookAgainAt(state.since, now);
      if (state.is === 'ordering') return amend(run, { state: { ...state, sent: true, nextAt } });
      const followed: RunState = { is: 'ordering', since: at, nextAt, sent: true, settlingReads: 0, sends: 1 };
      return raiseNotice(to(run, followed, now, 'creditCheckEnded', { attempts: 0 }), 'creditCheckEnded', now);
    }

    case 'completed': {
      if (state.is === 'transition') return run;
      const done: OrderRecord = { ...order, outcome: 'completed', commerceId: status.commerceId ?? null };
      return afterReview(orderTaken(run, done, now), state, now);
    }

    case 'declined':
      return declined(run, order, status, now);

    default: {
      const never: never = status;
      return never;
    }
  }
}

/** An order that left is sent again, under the same key, only after reading settled that it never arrived. */
function orderNotFound(run: Run, state: Extract<RunState, { is: 'ordering' }>, now: Date): Run {
  const settlingReads = state.settlingReads + 1;
  if (settlingReads < readsToSettle)
    return amend(run, { state: { ...state, settlingReads, nextAt: tryAgainAt(settlingReads, now) } });
  if (state.sends >= sendsAtMost) {
    const resume: Resume = { ...state, sent: true, settlingReads: 0, sends: 0 };
    return troubled(run, { is: 'orderUnsettled', since: state.since }, resume, now);
  }
  return amend(run, { state: { ...state, sent: false, settlingReads: 0, nextAt: now.toISOString() } });
}

function orderTaken(run: Run, order: OrderRecord, now: Date): Run {
  const at = now.toISOString();
  const total = assignedAtFirst(run);
  const next: RunState =
    order.kind === 'upgrade'
      ? { is: 'transition', since: at, nextAt: at, moved: 0, total }
      : { is: 'manualVerify', since: at, nextAt: at, seen: null };
  return to(run, next, now, 'orderTaken', { order, attempts: 0 }, { key: order.key });
}

function assignedAtFirst({ assessment }: Run): number {
  return assessment.is === 'noSource' ? 0 : assessment.source.assigned;
}

function afterReview(run: Run, before: RunState, now: Date): Run {
  return before.is === 'creditCheck' ? raiseNotice(run, 'creditCheckEnded', now) : run;
}

function declined(run: Run, order: OrderRecord, { code, text }: { code: string; text: string }, now: Date): Run {
  const closed = amend(run, { order: null, earlierOrders: [...run.earlierOrders, { ...order, outcome: 'declined' }] });
  return troubled(closed, { is: 'orderDeclined', code, text }, { is: 'checkout' }, now);
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
  return raiseNotice(to(run, state, now, 'completed', { ...patch, attempts: 0 }, details), 'completed', now);
}

function troubled(run: Run, trouble: Trouble, resume: Resume, now: Date): Run {
  const since = now.toISOString();
  // Consent is given elsewhere and tells nobody: look for it.
  const nextAt = trouble.is === 'denied' ? { nextAt: lookAgainAt(since, now, { atLeast: 5_000 }) } : {};
  const state: RunState = { is: 'needsAttention', since, trouble, ...nextAt, resume };
  return raiseNotice(to(run, state, now, 'needsAttention', {}, { trouble: trouble.is }), 'needsAttention', now);
}

type Ticking = WorkState | Extract<RunState, { is: 'manualVerify' }>;
/** A trouble that may go by itself is looked at like anything else that is waited for. */
type Watched = Ticking | (Extract<RunState, { is: 'needsAttention' | 'assessed' }> & { nextAt: string });

/** The state if the engine has something to do or to wait for in it. */
export function ticking(run: Run): Watched | undefined {
  const { state } = run;
  return 'nextAt' in state && state.nextAt !== undefined ? (state as Watched) : undefined;
}

function problemMet(run: Run, problem: Problem, now: Date): Run {
  const state = ticking(run);
  if (!state) return run;
  if (state.is === 'needsAttention' || state.is === 'assessed') return lookedInVain(run, state, now);
  const attempts = run.attempts + 1;
  switch (problem.is) {
    case 'busy':
    case 'unreachable': {
      const nextAt = tryAgainAt(attempts, now, problem.is === 'busy' ? problem.retryAfterMs : 0);
      return amend(run, { attempts, state: { ...state, nextAt } });
    }
    case 'unknownOutcome':
      return amend(run, { state: { ...state, nextAt: tryAgainAt(1, now) } });
    case 'denied':
      return troubled(run, { is: 'denied', needs: problem.needs ?? null }, resumeOf(state), now);
    case 'notFound':
      return troubled(run, { is: 'refused', code: 'notFound', text: '' }, resumeOf(state), now);
    case 'refused':
      return troubled(run, { is: 'refused', code: problem.code, text: problem.text }, resumeOf(state), now);
    default: {
      const never: never = problem;
      return never;
    }
  }
}

/** Nothing could be seen of something that is only watched: it is looked at again later. */
function lookedInVain(run: Run, state: Exclude<Watched, Ticking>, now: Date): Run {
  const atLeast = state.is === 'assessed' ? hour : 5_000;
  const since = state.is === 'assessed' ? now.toISOString() : state.since;
  return amend(run, { state: { ...state, nextAt: lookAgainAt(since, now, { atLeast, atMost: hour }) } });
}

/** Something the engine did not foresee: the run waits for a person, nothing is lost. */
export function stumbled(run: Run, text: string, now: Date): Run {
  const state = ticking(run);
  if (!state) return run;
  if (state.is === 'needsAttention' || state.is === 'assessed') return lookedInVain(run, state, now);
  return troubled(run, { is: 'unexpected', text }, resumeOf(state), now);
}

function resumeOf(state: Ticking): Resume {
  return state.is === 'manualVerify' ? { is: 'manualVerify' } : state;
}

function sameExceptTime(a: Verification, b: Verification): boolean {
  return JSON.stringify({ ...a, checkedAt: '' }) === JSON.stringify({ ...b, checkedAt: '' });
}

function to(
  run: Run,
  state: RunState,
  now: Date,
  what: string,
  patch: Partial<Run> = {},
  details: Record<string, string | number | boolean | null> = {},
): Run {
  return changed(run, { ...patch, state }, { at: now, by: null, what, details });
}
