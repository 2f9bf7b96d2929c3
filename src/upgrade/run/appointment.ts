import type { AnyState } from './definition.js';
import { amend, raiseNotice, to } from './record.js';
import { remindedBefore } from './schedule.js';
import type { In } from './shape.js';
import { tryAgainAt } from './waiting.js';

/** The time that was chosen for a run, wherever the run stands. */

/** The hour before the chosen time: followers are reminded, once. */
export function timeComesSoon<S extends AnyState>(run: In<S>, _found: unknown, now: Date): In<S> {
  const { schedule } = run;
  if (!schedule || schedule.reminded || now.getTime() < Date.parse(schedule.at) - remindedBefore) return run;
  const kept = { ...schedule, reminded: true, nextAt: schedule.at };
  return raiseNotice(amend(run, { schedule: kept, attempts: 0 }), 'scheduleSoon', now);
}

/** The time has come while not everything is decided: that is brought to mind, and the time is over. */
export function timeHasCome<S extends AnyState>(run: In<S>, _found: unknown, now: Date): In<S> {
  if (!isTime(run, now)) return run;
  const over = to(run, run.state, now, 'scheduleDue', { schedule: null, attempts: 0 }) as In<S>;
  return raiseNotice(over, 'scheduleDue', now);
}

/** Whether the time has come; it may have been put off while everything was being looked at again. */
export function isTime({ schedule }: In<AnyState>, now: Date): boolean {
  return schedule !== null && schedule.nextAt !== null && now.getTime() >= Date.parse(schedule.at);
}

/** Whether the beginning may take place could not be found out: it is looked at again, until it is too late to begin unasked. */
export function putOff<S extends AnyState>(run: In<S>, _found: unknown, now: Date): In<S> {
  const { schedule } = run;
  if (!schedule || schedule.nextAt === null) return run;
  const attempts = run.attempts + 1;
  const later = { ...schedule, nextAt: tryAgainAt(run, attempts, now) };
  return amend(run, { attempts, schedule: later });
}
