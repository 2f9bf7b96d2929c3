import { minimumQuantity } from '../order/order.js';
import type { Assessment } from '../tenant/eligibility.js';
import type { Recheck } from './found.js';
import { amend, raiseNotice, to } from './record.js';
import type { Notice, Run, RunState } from './run.js';
import { latestBeginning, remindedBefore } from './schedule.js';
import { beforeSchedule, begun, beingMoved, type Scheduled, unordered } from './states.js';

/** The hour before the chosen time: followers are reminded, once. */
export function timeComesSoon(run: Run, now: Date): Run {
  const { schedule } = run;
  if (!schedule || schedule.reminded || now.getTime() < Date.parse(schedule.at) - remindedBefore) return run;
  const reminded = amend(run, { schedule: { ...schedule, reminded: true, nextAt: schedule.at }, attempts: 0 });
  return raiseNotice(reminded, 'scheduleSoon', now);
}

/**
 * The chosen time. What waited only for it begins, if everything that must be so still is; what is not decided yet is
 * brought to mind. More than an hour late it is not begun without being asked.
 */
export function timeHasCome(run: Run, recheck: Recheck | undefined, now: Date): Run {
  const { schedule, state } = run;
  // The time may have been put off while everything was being looked at again.
  if (!schedule || schedule.nextAt === null || now.getTime() < Date.parse(schedule.at)) return run;
  if (state.is !== 'scheduled') return after(run, state, 'scheduleDue', now);
  if (now.getTime() - Date.parse(schedule.at) > latestBeginning)
    return after(run, state, 'scheduleMissed', now, { schedule: { ...schedule, missed: true, nextAt: null } });
  if (!recheck) return run;
  if (!recheck.mayStill)
    return after(run, beforeSchedule(state), 'scheduleRoleLost', now, unordered(run), { by: schedule.by.name });
  return state.begins === 'reassign' ? reassignment(run, recheck, now) : upgrade(run, state, recheck.assessment, now);
}

function reassignment(run: Run, { ready }: Recheck, now: Date): Run {
  if (ready) return after(run, begun('reassign', now), 'scheduleBegun', now, beingMoved(run));
  const at = now.toISOString();
  return after(run, { is: 'manualVerify', since: at, nextAt: at, seen: null }, 'scheduleBlocked', now);
}

function upgrade(run: Run, { begins }: Scheduled, assessment: Assessment, now: Date): Run {
  const { order, cart, plan } = run;
  const isOpen =
    assessment.is === 'available' ? assessment.plans.includes(plan ?? '') : assessment.is === 'askTheAdmin';
  if (!isOpen) {
    const asked = { assessment, path: null, plan: null, cart: null, checkout: null };
    return after(run, { is: 'assessed' }, 'scheduleBlocked', now, { ...unordered(run), ...asked });
  }
  if (begins !== 'order' || !order) return after(run, begun(begins, now), 'scheduleBegun', now);
  const quantity = assessment.is === 'available' ? minimumQuantity(assessment.source) : 0;
  if (cart && quantity > order.quantity) {
    const more = { assessment, cart: { ...cart, quantity } };
    return after(run, { is: 'cart' }, 'scheduleBlocked', now, { ...unordered(run), ...more }, { quantity });
  }
  return after(run, begun(begins, now), 'scheduleBegun', now, { order: { ...order, placedAt: now.toISOString() } });
}

/** What became of the time, which is over unless `patch` says otherwise: written down, and told. */
function after(
  run: Run,
  state: RunState,
  what: Notice['what'],
  now: Date,
  patch: Partial<Run> = {},
  details: Record<string, string | number> = {},
): Run {
  return raiseNotice(to(run, state, now, what, { schedule: null, attempts: 0, ...patch }, details), what, now);
}
