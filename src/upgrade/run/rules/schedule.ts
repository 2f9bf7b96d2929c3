import { may, type Permission } from '../../tenant/roles.js';
import type { AnyState, Asked, CommandTo } from '../definition.js';
import { becomes } from '../record.js';
import { momentOf, scheduled } from '../schedule.js';
import type { In } from '../shape.js';
import { notNow, refuse } from './refuse.js';

/** Choosing, changing and dropping the time at which the upgrade is to begin. */

/** Chooses or changes the time; nothing of what it is for has happened yet. The run stays where it stands. */
export const schedule = {
  needs: 'steer',
  decide: <S extends AnyState>(run: In<S>, asked: Asked<CommandTo<'schedule'>>) => chooseTime(run, asked, run.state),
} as const;

/** Keeps the time. @param state where the run stands with it */
export function chooseTime<S extends AnyState>(run: In<AnyState>, asked: Asked<CommandTo<'schedule'>>, state: S) {
  const { command, actor, now } = asked;
  const moment = momentOf({ ...command, timeZone: command.timeZone ?? asked.timeZone }, now);
  if (!moment.ok) return refuse(moment.refusal);
  const kept = scheduled(moment.at, moment.timeZone, actor, now);
  return becomes(run, asked, state, { schedule: kept }, { at: kept.at, timeZone: kept.timeZone });
}

/** Drops the time, wherever the run stands: it is waited for no longer. */
export const unschedule = {
  needs: 'steer',
  decide: <S extends AnyState>(run: In<S>, asked: Asked) =>
    run.schedule ? becomes(run, asked, run.state, { schedule: null }) : notNow,
} as const;

/** Whoever decides when an order leaves or people are moved must be allowed to do it: it is done in their name. */
export function missingToBegin(permission: Permission, { roles }: Asked) {
  return may(permission, roles) ? undefined : ({ is: 'missingRole', permission } as const);
}
