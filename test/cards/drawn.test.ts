import { describe, expect, it } from '@jest/globals';
import { frozen } from '../../src/base/frozen.js';
import { practicePrices } from '../../src/sandbox/practice-prices.js';
import { createCards } from '../../src/teams/cards/cards.js';
import { DrawnCards } from '../../src/teams/cards/drawn.js';
import type { Viewer } from '../../src/teams/cards/viewer.js';
import { priceListSchema } from '../../src/upgrade/order/price-list.js';
import { now, runIn } from '../support/runs.js';
import { alex } from './states/viewer.js';

const files = { templatesDir: 'cards', localesDir: 'src/locales' };
const fresh = () => createCards(files);
/** What is not frozen is drawn each time. */
const plain = fresh();
const kept = frozen;
const later = (ms: number) => new Date(now.getTime() + ms);

/** Whoever and whatever else may look at a run. */
const others: [what: string, viewer: Viewer, context: object][] = [
  ['in another language', { ...alex, language: 'sv' }, {}],
  ['in another time zone', { ...alex, timeZone: 'Asia/Tokyo' }, {}],
  ['with other rights', { ...alex, roles: ['globalReader'] }, {}],
  ['of a tenant that is real', { ...alex, sandbox: false }, {}],
  ['with a note', alex, { note: { why: 'stale' } }],
  ['with news', alex, { news: { what: 'completed' } }],
  ['with other followers', alex, { followers: { people: [{ id: 'megan', name: 'Megan' }], more: 3, you: false } }],
  ['by another name', { ...alex, name: 'Somebody Else' }, {}],
  ['by somebody for whom Teams asks again', { ...alex, teamsId: '29:alex' }, {}],
  ['by another for whom it does', { ...alex, teamsId: '29:megan' }, {}],
  ['a day later', alex, { now: later(24 * 3_600_000) }],
];

describe('a card that was drawn before', () => {
  const states = Object.entries(runIn);

  it.each(states)('is what it would be drawn as, whoever looks at it next: %s', (_, make) => {
    const cards = fresh();
    const run = kept(make());
    for (let looks = 0; looks < 3; looks += 1)
      expect(cards.run(run, alex, { now })).toEqual(plain.run(structuredClone(run), alex, { now }));
    for (const [, viewer, context] of others) {
      const about = { now, ...context };
      expect(cards.run(run, viewer, about)).toEqual(plain.run(structuredClone(run), viewer, about));
    }
    expect(cards.run(run, alex, { now })).toEqual(plain.run(structuredClone(run), alex, { now }));
  });

  it('is shown to another with the same rights without being drawn', () => {
    const cards = fresh();
    const run = kept(runIn.cart());
    const first = cards.run(run, alex, { now });
    const again = cards.run(run, alex, { now });
    expect(again).toEqual(first);
    expect(cards.run(run, { ...alex, name: 'Somebody Else' }, { now: later(500) })).toBe(again);
    expect(cards.help(alex)).toBe(cards.help({ ...alex, name: 'Somebody Else' }));
    expect(cards.help({ ...alex, language: 'de' })).not.toEqual(cards.help(alex));
  });

  it('is drawn for each where it names its viewer', () => {
    const drawn = new DrawnCards();
    const greeting = ({ name }: Viewer) => ({ id: 'welcome' as const, card: { text: name }, summary: '' });
    const run = kept(runIn.cart());
    for (const name of ['Alex', 'Megan', 'Alex', 'Megan']) {
      const viewer = { ...alex, name };
      expect(drawn.ofNoRun('welcome', viewer, greeting).card).toEqual({ text: name });
      expect(drawn.ofRun(run, viewer, { now }, greeting).card).toEqual({ text: name });
    }
  });

  it('is drawn anew of a run that may have been changed, and is nobody’s to change', () => {
    const cards = fresh();
    const open = runIn.cart();
    const before = cards.run(open, alex, { now });
    Object.assign(open.organization, { displayName: 'Renamed' });
    expect(JSON.stringify(cards.run(open, alex, { now }))).toContain('Renamed');
    expect(JSON.stringify(before)).not.toContain('Renamed');
    const looked = kept(runIn.cart());
    for (let looks = 0; looks < 3; looks += 1)
      expect(() => Object.assign(cards.run(looked, alex, { now }).card, { body: [] })).toThrow();
  });

  it('is drawn by the price list that is given', () => {
    const cards = fresh();
    const run = kept(runIn.cart());
    const prices = priceListSchema.parse(practicePrices());
    for (const given of [undefined, prices, undefined, structuredClone(prices)]) {
      const context = { now, prices: given };
      expect(cards.run(run, alex, context)).toEqual(plain.run(structuredClone(run), alex, context));
    }
    expect(cards.run(run, alex, { now, prices })).not.toEqual(cards.run(run, alex, { now }));
  });
});
