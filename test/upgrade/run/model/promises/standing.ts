import { due, longestWait } from '../../../../../src/upgrade/run/due.js';
import { permissionToBegin } from '../../../../../src/upgrade/run/entering.js';
import { isOver } from '../../../../../src/upgrade/run/run.js';
import { may } from '../../../../../src/upgrade/tenant/roles.js';
import { hour } from '../spans.js';
import { hasWayOn, waysOutOfTrouble } from '../way-on.js';
import { isFound, isSaid, judged, type Promises } from './promise.js';

/** What a run promises of where it stands: it begins at its time, stays where it was laid down, and nowhere without a way on. */
export const standing: Promises = {
  'begins by itself only at its time, not an hour late, after a look that allowed it': ({
    before,
    after,
    happening,
    now,
  }) =>
    judged(before.state.is === 'scheduled' && happening.by === 'engine' && isFound(happening, 'time'), () => {
      if (after.state.is === 'scheduled') return true;
      if (!isFound(happening, 'time') || before.state.is !== 'scheduled') return false;
      const begins = ['preparing', 'reassigning', 'ordering'].includes(after.state.is);
      if (!begins) return true;
      const late = now.getTime() - Date.parse(before.schedule?.at ?? '');
      const { recheck } = happening.found;
      const isOpen = before.state.begins === 'reassign' ? recheck?.ready : recheck?.assessment.is === 'available';
      const mayBegin = may(permissionToBegin[before.state.begins], recheck?.roles ?? []);
      return late >= 0 && late <= hour && mayBegin && isOpen === true;
    }),

  'is moved from where it waits for its time by nothing but people and that time': ({ before, after, happening }) =>
    judged(
      before.state.is === 'scheduled' && happening.by === 'engine' && !isFound(happening, 'time'),
      () => after.state === before.state,
    ),

  'stays paused whatever the engine finds': ({ before, after, happening }) =>
    judged(before.state.is === 'paused' && happening.by === 'engine', () => after.state === before.state),

  'stays over once it is over, unless it is undone': ({ before, after, happening }) =>
    judged(isOver(before) && happening.by !== 'handover', () => {
      return after.state.is === before.state.is || (isSaid(happening, 'undo') && after.state.is === 'undoing');
    }),

  'has no time to keep once it is over': ({ before, after, happening }) =>
    judged(
      isOver(after) &&
        (before.schedule !== null || !isOver(before) || isFound(happening, 'soon', 'time', 'timeUnclear')),
      () => after.schedule === null && (due(after)?.is ?? 'completed') === 'completed',
    ),

  // What is further off is taken to be written by a clock that was set back, and looked at now: for ever, were it not so.
  'is never to be looked at later than its state may wait': ({ after, now }) =>
    judged(due(after) !== undefined, () => {
      const next = due(after);
      return next === undefined || next.at.getTime() - now.getTime() <= longestWait(next);
    }),

  'has a way on wherever it stands': ({ before, after, now }) =>
    judged(!isOver(after) && after.state.is !== before.state.is, () => hasWayOn(after, now)),

  'can be tried again and stopped wherever it needs attention': ({ before, after, now }) =>
    judged(after.state.is === 'needsAttention' && after.state !== before.state, () => waysOutOfTrouble(after, now)),
};
