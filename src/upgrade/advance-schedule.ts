import type { Recheck } from './found.js';
import { raiseNotice, to } from './record.js';
import type { Run, RunState } from './run.js';
import { latestBeginning } from './schedule.js';
import { beforeSchedule, begun, unordered } from './states.js';

/**
 * The chosen time. What waited only for it begins, if everything that must be so still is; what is not decided yet is
 * brought to mind. More than an hour late it is not begun without being asked.
 */
export function timeHasCome(run: Run, recheck: Recheck | undefined, now: Date): Run {
  const { schedule, state } = run;
  if (!schedule || schedule.nextAt === null) return run;
  if (state.is !== 'scheduled') {
    const cleared = to(run, state, now, 'scheduleDue', { schedule: null, attempts: 0 });
    return raiseNotice(cleared, 'scheduleDue', now);
  }
  if (now.getTime() - Date.parse(schedule.at) > latestBeginning) {
    const missed = to(run, state, now, 'scheduleMissed', { schedule: { ...schedule, missed: true, nextAt: null } });
    return raiseNotice(missed, 'scheduleMissed', now);
  }
  if (!recheck) return run;
  const over = { schedule: null, attempts: 0 };
  const { assessment } = recheck;
  if (!recheck.mayStill) {
    const back = to(
      run,
      beforeSchedule(state),
      now,
      'scheduleRoleLost',
      { ...over, ...unordered(run) },
      { by: schedule.by.name },
    );
    return raiseNotice(back, 'scheduleRoleLost', now);
  }
  if (state.begins === 'reassign') {
    const at = now.toISOString();
    if (recheck.ready)
      return raiseNotice(to(run, begun(state.begins, now), now, 'scheduleBegun', over), 'scheduleBegun', now);
    const verify: RunState = { is: 'manualVerify', since: at, nextAt: at, seen: null };
    return raiseNotice(to(run, verify, now, 'scheduleBlocked', over), 'scheduleBlocked', now);
  }
  const open =
    assessment.is === 'available' ? assessment.plans.includes(run.plan ?? '') : assessment.is === 'askTheAdmin';
  if (!open) {
    const blocked = { ...over, ...unordered(run), assessment, path: null, plan: null, cart: null, checkout: null };
    return raiseNotice(to(run, { is: 'assessed' }, now, 'scheduleBlocked', blocked), 'scheduleBlocked', now);
  }
  const order = run.order && state.begins === 'order' ? { ...run.order, placedAt: now.toISOString() } : run.order;
  return raiseNotice(to(run, begun(state.begins, now), now, 'scheduleBegun', { ...over, order }), 'scheduleBegun', now);
}
