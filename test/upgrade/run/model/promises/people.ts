import { decide } from '../../../../../src/upgrade/run/decide.js';
import { isOver, type Run } from '../../../../../src/upgrade/run/run.js';
import { roles as everyRole, type Role } from '../../../../../src/upgrade/tenant/roles.js';
import { asked, type Happening } from '../happenings.js';
import { day } from '../spans.js';
import { mayNot } from '../who-may.js';
import { isFound, judged, type Promises } from './promise.js';

/** What a run promises to people: who may do what, and who is told. */
export const people: Promises = {
  'tells its followers of an end when it comes': ({ before, after }) =>
    judged(isOver(after) && !isOver(before), () => after.notices.at(-1)?.what === after.state.is),

  'tells of no end that did not happen': ({ before, after }) =>
    judged(after.noticeSeq > before.noticeSeq, () => {
      const told = after.notices.slice(before.notices.length).map(({ what }) => what);
      const ends = told.filter((what) => what === 'completed' || what === 'stopped' || what === 'handedOver');
      return ends.length === (isOver(after) && !isOver(before) ? 1 : 0);
    }),

  'changes nothing for an old card': ({ before, after, happening, now }) =>
    judged(happening.by === 'person' && happening.isOld && wouldChange(before, happening, now), () => after === before),

  'changes nothing for somebody without a role that it takes': ({ before, after, happening, now }) =>
    judged(
      happening.by === 'person' && mayNot(happening, before) && wouldChange(before, happening, now),
      () => after === before,
    ),

  'changes licences in the name of nobody who lost the role, or decided it more than a day ago': ({
    before,
    after,
    happening,
    now,
  }) =>
    judged(before.state.is in worksOnPeople && isFound(happening, 'decider'), () => {
      if (!isFound(happening, 'decider')) return false;
      const { decided } = before;
      const isFresh = decided !== null && now.getTime() - Date.parse(decided.at) <= day;
      const may = happening.found.roles.some((role) => allowed(decided?.needs === 'steer').includes(role));
      return isFresh && may ? after.state === before.state : after.state.is === 'needsAttention';
    }),

  'changes licences in the name of whoever let it begin or go on': ({ before, after, happening }) =>
    judged(after.state.is in worksOnPeople && after.state.is !== before.state.is && happening.by === 'person', () => {
      return happening.by === 'person' && after.decided?.by === happening.actor && after.decided.needs === 'assign';
    }),

  'tells nothing more to whoever left, until they follow again or are asked to take a step': ({
    before,
    after,
    happening,
  }) => {
    const gone = before.left.filter((id) => after.followers.includes(id));
    const acts = happening.by === 'person' && before.left.includes(happening.actor.id) && after !== before;
    return judged(acts || gone.length > 0, () =>
      gone.every((id) =>
        happening.by === 'handover'
          ? happening.to.some((one) => one.id === id)
          : happening.by === 'person' && happening.actor.id === id && happening.command.do === 'follow',
      ),
    );
  },
};

const worksOnPeople = { reassigning: true, undoing: true, restoring: true };

/** @param steers whether it goes on with Microsoft's upgrade, which a buyer may have decided */
const allowed = (steers: boolean): readonly Role[] => [
  'globalAdministrator',
  'licenseAdministrator',
  'userAdministrator',
  ...(steers ? (['billingAdministrator'] as const) : []),
];

/** Whether the command changes the run for somebody who may do anything and sees it as it is. */
function wouldChange(run: Run, { command, actor }: Extract<Happening, { by: 'person' }>, now: Date): boolean {
  return decide(run, { ...asked(run, now), command, actor, roles: everyRole }).is === 'changed';
}
