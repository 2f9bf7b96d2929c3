import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/teams/cards/words/languages.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { anOrder, aSplit, now, runIn } from '../support/runs.js';
import { cards, elementsOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const bought = anOrder({ kind: 'purchase', plan: 'SPE_E5', outcome: 'completed' });
const growing = (is: 'cart' | 'checkout'): Run => ({
  ...runIn[is](),
  path: 'manual',
  plan: 'SPE_E5',
  seatsToBuy: 5,
  earlierOrders: [bought],
});

function told(run: Run, verb: 'choosePlan' | 'splitPeople', language: Language = 'en'): string {
  const { card } = cards.run(run, { ...alex, language }, { now, note: { why: 'notNow', verb } });
  return JSON.stringify(elementsOf(card).map(({ text }) => text));
}

describe('another plan, asked for once licenses were bought', () => {
  it.each(['choosePlan', 'splitPeople'] as const)('is refused with the reason and where it stands (%s)', (verb) => {
    expect(told(growing('cart'), verb)).toContain(
      "Licenses for this upgrade have been bought, so the plan can't be changed any more. Nothing changed. " +
        "More licenses of Microsoft 365 E5 are in the cart, and checkout comes next. They aren't ordered yet.",
    );
    expect(told(growing('checkout'), verb, 'sv')).toContain(
      'Licenser för den här uppgraderingen är köpta, så abonnemanget går inte att byta längre. Inget ändrades. ' +
        'Du är i kassan för fler licenser för Microsoft 365 E5: jag beställer dem när du säger till.',
    );
  });

  it('has no button in the cart', () => {
    const verbs = (run: Run) => verbsOf(cards.run(run, alex, { now }).card);
    expect(verbs(growing('cart'))).not.toContain('comparePlans');
    expect(verbs({ ...growing('cart'), earlierOrders: [] })).toContain('comparePlans');
    const second: Run = { ...runIn.manualBuy(), plan: 'SPE_E3', split: aSplit({ bought: ['SPE_E5'] }) };
    expect(verbs(second)).not.toContain('comparePlans');
    expect(verbs({ ...second, split: aSplit() })).toContain('comparePlans');
  });

  it('leaves the cart to say of what is in it alone that it is not ordered yet', () => {
    const texts = (run: Run) => JSON.stringify(elementsOf(cards.run(run, alex, { now }).card).map(({ text }) => text));
    expect(texts(growing('cart'))).toContain("These licenses aren't ordered yet.");
    expect(texts(growing('cart'))).not.toContain('Nothing is ordered yet.');
    expect(texts({ ...growing('cart'), earlierOrders: [] })).toContain('Nothing is ordered yet.');
  });

  it('is not said to have been bought where it was not', () => {
    expect(told({ ...growing('cart'), seatsToBuy: null, earlierOrders: [] }, 'choosePlan')).toContain(
      "The plan can't be changed any more. Nothing changed. Microsoft 365 E5 is in the cart, and checkout comes next.",
    );
  });
});
