import { isDeepStrictEqual } from 'node:util';
import { eventNames } from '../../../../../src/upgrade/run/events.js';
import { type Run, runSchema } from '../../../../../src/upgrade/run/run.js';
import { judged, type Promises } from './promise.js';

/** What a run promises of what it writes down of itself. */
export const record: Promises = {
  'grows its revision by one with every change of state, and never shrinks it': ({ before, after }) =>
    judged(after !== before, () =>
      after.state.is === before.state.is ? after.revision >= before.revision : after.revision === before.revision + 1,
    ),

  'writes down who changed it, and with what': ({ before, after, happening }) =>
    judged(after.state.is !== before.state.is, () => {
      const entry = after.audit[before.audit.length];
      if (!entry) return false;
      return happening.by === 'person'
        ? entry.by === happening.actor && entry.what === happening.command.do
        : entry.by === null;
    }),

  'gives what it writes down a name that is known': ({ before, after }) =>
    judged(after.audit.length > before.audit.length, () =>
      after.audit.slice(before.audit.length).every(({ what }) => eventNames.includes(what)),
    ),

  'never counts below nothing': ({ before, after, happening }) =>
    judged(after !== before && happening.by === 'engine', () => countsOf(after).every((count) => count >= 0)),

  'can be kept and read again as it is': ({ before, after }) =>
    judged(after.state.is !== before.state.is && after.revision % 12 === 0, () => {
      const text = JSON.stringify(after);
      return isDeepStrictEqual(JSON.parse(JSON.stringify(runSchema.parse(JSON.parse(text)))), JSON.parse(text));
    }),
};

function countsOf(run: Run): number[] {
  const { state, reassign, restore, undo, snapshot, order, cart, attempts, noticeSeq } = run;
  const works = [reassign, restore, undo].flatMap((work) =>
    work ? [work.total, work.done, work.failuresUnlisted] : [],
  );
  const ofState = Object.values(state).filter((value) => typeof value === 'number');
  const others = [attempts, noticeSeq, snapshot?.people, snapshot?.pages, order?.quantity, cart?.quantity];
  return [...works, ...ofState, ...others].filter((count) => count !== undefined);
}
