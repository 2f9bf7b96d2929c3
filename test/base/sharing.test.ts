import { expect, it } from '@jest/globals';
import { sharing, withMore } from '../../src/base/sharing.js';

it('what is shared is looked up where it is, and not copied', () => {
  const common = { cards: 'all of them', log: 'quiet' };
  const visit = sharing(common, { person: 'Alex' });
  common.log = 'loud';
  expect([visit.cards, visit.log, visit.person]).toEqual(['all of them', 'loud', 'Alex']);
  expect({ ...visit }).toEqual({ person: 'Alex' });
});

it('what has more goes on sharing, has its own parts, and leaves what it was made of as it is', () => {
  const visit = sharing({ cards: 'all of them', log: 'quiet' }, { person: 'Alex', language: 'en' });
  const asking = withMore(withMore(visit, { language: 'sv' }), { log: 'loud' });
  expect([asking.cards, asking.log, asking.person, asking.language]).toEqual(['all of them', 'loud', 'Alex', 'sv']);
  expect([visit.log, visit.language]).toEqual(['quiet', 'en']);
  expect(withMore({ a: 1 }, { b: 2 })).toEqual({ a: 1, b: 2 });
});
