import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import { languages } from '../../src/teams/cards/words/languages.js';
import { suites } from '../../src/upgrade/plans/plans.js';
import { elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** A tenant with 25 products, half of them unknown; and one with far more. */

const sources = suites
  .slice(0, 12)
  .map((sku, n) => ({ sku, people: 12 - n, seats: 20, renewsAt: '2027-01-31T00:00:00Z' }));
const unknown = Array.from({ length: 13 }, (_, n) => ({
  sku: `CONTOSO_PRODUCT_WITH_A_VERY_LONG_PART_NUMBER_AND_[LINK](http://evil)_${n}`,
  people: 1_000,
  services: Array.from({ length: 60 }, (_, m) => `A_SERVICE_PLAN_WITH_A_LONG_NAME_THAT_NOBODY_HAS_HEARD_OF_${m}`),
}));
const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales' });

describe.each(languages)('the plans of a tenant with 25 products, in %s', (language) => {
  const { card } = cards.which({ ...alex, language }, { sources, unknown, country: 'SE' });
  const buttons = elementsOf(card).filter(({ type }) => type === 'Action.Execute');

  it('stay on a card that Teams takes and a phone shows', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(20_000);
    expect(buttons.length).toBeLessThanOrEqual(8);
  });

  it('stay so where there are a hundred products that nobody knows', () => {
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...unknown[0],
      sku: `CONTOSO_${n}`,
      people: 1,
      services: [],
    }));
    const drawn = cards.which({ ...alex, language }, { sources, unknown: many, country: 'SE' }).card;
    expect(elementsOf(drawn).filter(({ text }) => String(text).startsWith('- CONTOSO'))).toHaveLength(12);
  });

  it('say how many are not shown, and name what nobody knows as it is written, and nothing more', () => {
    const text = JSON.stringify(card);
    expect(text).toMatch(/4 /);
    expect(text).toContain('CONTOSO\\\\_PRODUCT');
    expect(text).not.toContain('_[LINK](http');
  });
});
