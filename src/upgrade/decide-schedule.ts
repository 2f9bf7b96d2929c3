import { type Asked, type Decision, notNow, refuse, type To } from './decision.js';
import { may } from './people.js';
import type { Run, RunState } from './run.js';
import { momentOf, type Schedule, scheduled } from './schedule.js';

/** States in which a beginning can be chosen: nothing of what it is for has happened yet. */
const schedulable: readonly RunState['is'][] = [
  'beforeYouBegin',
  'manualBuy',
  'cart',
  'checkout',
  'manualVerify',
  'manualReassign',
  'scheduled',
];

/** Chooses or changes when to begin. Where nothing but the time was left to decide, the run waits for it. */
export function schedule(
  run: Run,
  asked: Asked,
  chosen: { date: string; time: string; timeZone?: string | undefined },
  to: To,
): Decision {
  const { state } = run;
  const { actor, now } = asked;
  if (!schedulable.includes(state.is)) return notNow;
  if (state.is === 'manualReassign' && !may('assign', asked.roles)) return { is: 'missingRole', permission: 'assign' };
  const moment = momentOf({ ...chosen, timeZone: chosen.timeZone ?? asked.timeZone }, now);
  if (!moment.ok) return refuse(moment.refusal);
  const kept: Schedule = scheduled(moment.at, moment.timeZone, actor, now);
  const next: RunState =
    state.is === 'manualReassign' ? { is: 'scheduled', since: now.toISOString(), begins: 'reassign' } : state;
  return to(next, { schedule: kept }, { at: kept.at, timeZone: kept.timeZone });
}
