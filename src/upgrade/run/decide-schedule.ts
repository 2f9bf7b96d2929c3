import { may } from '../tenant/roles.js';
import { type Asked, type Decision, notNow, refuse, type To } from './decision.js';
import type { Run, RunState } from './run.js';
import { momentOf, type Schedule, scheduled } from './schedule.js';
import { beforeSchedule, canBeScheduled, permissionToBegin, unordered } from './states.js';

/** Chooses or changes when to begin. Where nothing but the time was left to decide, the run waits for it. */
export function schedule(
  run: Run,
  asked: Asked,
  chosen: { date: string; time: string; timeZone?: string | undefined },
  to: To,
): Decision {
  const { state } = run;
  const { actor, now } = asked;
  if (!canBeScheduled(state)) return notNow;
  const next: RunState =
    state.is === 'manualReassign' ? { is: 'scheduled', since: now.toISOString(), begins: 'reassign' } : state;
  const missing = missingToBegin(next, asked);
  if (missing) return missing;
  const moment = momentOf({ ...chosen, timeZone: chosen.timeZone ?? asked.timeZone }, now);
  if (!moment.ok) return refuse(moment.refusal);
  const kept: Schedule = scheduled(moment.at, moment.timeZone, actor, now);
  return to(next, { schedule: kept }, { at: kept.at, timeZone: kept.timeZone });
}

/** Drops the time. What waited for it stands again where it was decided; an order has not left. */
export function unschedule(run: Run, to: To): Decision {
  const { state } = run;
  if (!run.schedule) return notNow;
  return to(state.is === 'scheduled' ? beforeSchedule(state) : state, { ...unordered(run), schedule: null });
}

/** Begins what waits for its time as at its time: blockers and roles are looked at again first. */
export function startNow(run: Run, asked: Asked, to: To): Decision {
  const { state, schedule: kept } = run;
  if (!kept) return notNow;
  if (state.is !== 'scheduled') return to(state, { schedule: null });
  const at = asked.now.toISOString();
  return (
    missingToBegin(state, asked) ??
    to(state, { schedule: { ...kept, by: asked.actor, at, reminded: true, missed: false, nextAt: at }, attempts: 0 })
  );
}

/** Whoever decides when an order leaves or people are moved must be allowed to do it: it is done in their name. */
function missingToBegin(state: RunState, { roles }: Asked): Decision | undefined {
  if (state.is !== 'scheduled' || may(permissionToBegin[state.begins], roles)) return undefined;
  return { is: 'missingRole', permission: permissionToBegin[state.begins] };
}
