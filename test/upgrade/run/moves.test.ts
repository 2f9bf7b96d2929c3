import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventNames } from '../../../src/upgrade/run/events.js';
import { lastMoveOf, movesOf } from '../../../src/upgrade/run/moves.js';
import type { AuditEntry } from '../../../src/upgrade/run/shape.js';

const alex = { id: 'alex', name: 'Alex Wilber' };
const entryOf = (what: AuditEntry['what'], by: AuditEntry['by'] = null): AuditEntry => ({
  at: '',
  by,
  what,
  details: {},
});

it('tells the last move that is like that, of any audit', () => {
  const entry = fc.record({ what: fc.constantFrom(...eventNames), by: fc.constantFrom(null, alex) });
  const byPerson = ({ by }: AuditEntry) => by !== null;
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const audit = entries.map(({ what, by }) => entryOf(what, by));
      expect(lastMoveOf({ audit })).toBe(movesOf({ audit }).at(-1));
      expect(lastMoveOf({ audit }, byPerson)).toBe(movesOf({ audit }).findLast(byPerson));
    }),
  );
});

it('looks at no entry before it, of however many there are', () => {
  let looked = 0;
  const counted = (what: AuditEntry['what']): AuditEntry => ({
    ...entryOf(what),
    get what() {
      looked += 1;
      return what;
    },
  });
  const audit = [...Array.from({ length: 5_000 }, () => counted('check')), counted('placeOrder'), counted('follow')];
  expect(lastMoveOf({ audit })).toBe(audit.at(-2));
  expect(looked).toBe(2);
});
