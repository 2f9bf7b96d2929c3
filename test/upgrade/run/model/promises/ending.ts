import { isOver, type Run } from '../../../../../src/upgrade/run/run.js';
import { carriesEveryone, isAllClear, mayBeConfirmed } from '../past.js';
import { day, second } from '../spans.js';
import { isFound, isSaid, judged, type Promises } from './promise.js';

/** What a run promises of the old plan: it is ended, and said to have ended, only where nobody loses a licence by it. */
export const ending: Promises = {
  'ends the old plan only when that was confirmed, with the tick, by somebody who may': ({
    before,
    after,
    happening,
  }) =>
    judged(
      mayBeConfirmed.includes(before.state.is) && (isSaid(happening, 'cancelOld') || after.state.is === 'cancelling'),
      () => {
        if (after.state.is !== 'cancelling') return true;
        if (happening.by !== 'person' || happening.command.do !== 'cancelOld') return false;
        const may = happening.roles.includes('globalAdministrator') || happening.roles.includes('billingAdministrator');
        return happening.command.confirm && may && after.state.confirmedBy === happening.actor;
      },
    ),

  'comes to the end of the old plan from nowhere but its confirmation, or where it stood before': ({
    before,
    after,
    happening,
  }) =>
    judged(after.state.is === 'cancelling' && before.state.is !== 'cancelling', () => {
      if (mayBeConfirmed.includes(before.state.is)) return true;
      const goesOn = before.state.is === 'needsAttention' && before.state.resume.is === 'cancelling';
      return goesOn && (isFound(happening, 'permission') || happening.by === 'person');
    }),

  'sends the end of the old plan only when two looks, five seconds apart, said all clear within a day of the confirmation':
    (step) =>
      judged(step.before.state.is === 'cancelling' && isFound(step.happening, 'beforeEnding'), () => {
        const { after, now, past } = step;
        const goes = (after.state.is === 'cancelling' && after.state.sent) || after.state.is === 'adminTask';
        if (!goes) return true;
        const [first] = past.clearAt;
        const isLongClear = first !== undefined && now.getTime() - first.getTime() >= 5 * second;
        const isFresh = past.confirmedAt !== undefined && now.getTime() - past.confirmedAt.getTime() <= day;
        return isAllClear(step) && isLongClear && isFresh;
      }),

  'says that the old plan has ended, and how, only when every subscription of it shows so': ({
    before,
    after,
    happening,
  }) =>
    judged(isFound(happening, 'oldPlan') && !isOver(before) && isEnding(before), () => {
      if (!isFound(happening, 'oldPlan')) return false;
      if (after.state.is !== 'completed') return true;
      const { active, unclear, runningOut } = happening.found.stands;
      const isRunningOut = after.state.oldPlan?.is === 'runsOut';
      return active.length === 0 && unclear.length === 0 && isRunningOut === runningOut.length > 0;
    }),

  'says that Microsoft has moved everyone only when every read shows so': ({ before, after, happening }) =>
    judged(before.state.is === 'transition' && isFound(happening, 'transition'), () => {
      if (!isFound(happening, 'transition')) return false;
      const { old, newPlan, holding, counted } = happening.found.seen;
      const isOldGone = old.active.length === 0 && old.unclear.length === 0;
      const isLeft = holding !== null && holding.users + holding.groups === 0 && (counted ?? 0) === 0;
      const isDone = isOldGone && isLeft && carriesEveryone(newPlan);
      return isDone || (after.state.is !== 'completed' && after.state.is !== 'restoring');
    }),

  'offers to end the old plan only when every read says that nobody holds it': ({ before, after, happening }) =>
    judged(
      (before.state.is === 'reassigning' && isFound(happening, 'reassigned')) ||
        (after.state.is === 'manualCancel' && before.state.is === 'reassigning'),
      () => {
        if (after.state.is !== 'manualCancel') return true;
        if (!isFound(happening, 'reassigned')) return false;
        const { users, groups, counted } = happening.found.holding;
        return users === 0 && groups === 0 && counted === 0;
      },
    ),

  'is undone only on the manual path, before the end of the old plan has left': ({ before, after, happening, past }) =>
    judged(
      (after.state.is === 'undoing' && before.state.is !== 'undoing') ||
        (isSaid(happening, 'undo') && isTooLateToUndo(before, past.hasLeft)),
      () => {
        if (after.state.is !== 'undoing') return true;
        const goesOn = before.state.is === 'paused' || before.state.is === 'needsAttention';
        const isUndo = isSaid(happening, 'undo');
        return (isUndo && !isTooLateToUndo(before, past.hasLeft)) || (goesOn && !isUndo);
      },
    ),
};

const isEnding = ({ state }: Run): boolean =>
  state.is === 'cancelling' || state.is === 'kept' || (state.is === 'adminTask' && state.task === 'cancel');

const isTooLateToUndo = (run: Run, hasLeft: boolean): boolean =>
  run.path !== 'manual' || run.cancelled.length > 0 || hasLeft || run.state.is === 'cancelling';
