import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import { ordering } from '../../src/upgrade/run/entering.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import type { Trouble } from '../../src/upgrade/run/trouble.js';
import { links } from '../../src/upgrade/tenant/admin-center-links.js';
import { anOrder, at, now, runIn } from '../support/runs.js';
import { elementsOf, executesOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const cards = createCards({
  templatesDir: 'cards',
  localesDir: 'src/locales',
  consent: (tenantId) => `https://login.example/${tenantId}/consent`,
});

type Language = 'en' | 'sv';
type Resume = Extract<RunState, { is: 'needsAttention' }>['resume'];

const inTrouble = (trouble: Trouble, resume: Resume = { is: 'checkout' }, more: Partial<Run> = {}): Run => ({
  ...runIn.needsAttention(),
  order: null,
  ...more,
  state: { is: 'needsAttention', since: at, trouble, resume },
});
const card = (run: Run, language: Language = 'en') => cards.run(run, { ...alex, language }, { now }).card;
const urlsOf = (run: Run) => elementsOf(card(run)).flatMap((element) => element.url ?? []);
const textOf = (run: Run, language: Language) =>
  elementsOf(card(run, language))
    .flatMap(({ text }) => (typeof text === 'string' ? text : []))
    .join('\n');

const refused: Trouble = { is: 'orderDeclined', code: '800069', text: 'Order failed Risk Management check' };
const byRemedy = (remedy: 'agreement' | 'seller' | 'operator'): Run => inTrouble({ ...refused, remedy });

describe('a refused order', () => {
  it('offers checkout, another plan, the manual way, the admin center, and stopping', () => {
    const verbs = verbsOf(card(inTrouble(refused)));
    expect(verbs).toEqual(expect.arrayContaining(['retry', 'comparePlans', 'upgradeManually', 'buyByHand', 'stop']));
  });

  it.each<[Language, string]>([
    ['en', 'Back to checkout'],
    ['sv', 'Tillbaka till kassan'],
  ])('leads back to checkout, which is said in %s', (language, title) => {
    const retry = executesOf(card(inTrouble(refused), language)).find(({ verb }) => verb === 'retry');
    expect(retry?.title).toBe(title);
  });

  it.each<Language>(['en', 'sv'])('says in Microsoft’s words why, in %s', (language) => {
    expect(textOf(inTrouble(refused), language)).toContain('Order failed Risk Management check');
  });

  it('of the manual way does not offer it again', () => {
    expect(verbsOf(card(inTrouble(refused, { is: 'checkout' }, { path: 'manual' })))).not.toContain('upgradeManually');
  });

  it.each(['agreement', 'seller', 'operator'] as const)(
    'offers no other order from here where something has to be put right first: %s',
    (remedy) => {
      const verbs = verbsOf(card(byRemedy(remedy)));
      expect(verbs).toEqual(expect.arrayContaining(['retry', 'buyByHand', 'stop']));
      expect(verbs).not.toContain('comparePlans');
      expect(verbs).not.toContain('upgradeManually');
    },
  );

  it('for want of the agreement links to where it is accepted', () => {
    expect(urlsOf(byRemedy('agreement'))).toContain(links.billingAccounts);
    expect(urlsOf(byRemedy('operator'))).not.toContain(links.billingAccounts);
  });

  it.each<Language>(['en', 'sv'])('says in %s what would let it through, each time another thing', (language) => {
    const texts = [inTrouble(refused), ...(['agreement', 'seller', 'operator'] as const).map(byRemedy)].map((run) =>
      textOf(run, language),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('a right that is missing', () => {
  const ofAdmin: Trouble = { is: 'denied', needs: 'Organization.Read.All' };
  const ofOperator: Trouble = { is: 'denied', needs: 'Partner Center: GDAP', mendedBy: 'operator' };
  const unsent = { order: anOrder() };

  it('is granted by an admin only where an admin can', () => {
    const consents = (trouble: Trouble) => urlsOf(inTrouble(trouble)).filter((url) => String(url).includes('consent'));
    expect(consents(ofAdmin)).toHaveLength(1);
    expect(consents(ofOperator)).toEqual([]);
  });

  it('offers other ways as long as the order has not left', () => {
    expect(verbsOf(card(inTrouble(ofOperator, { ...ordering(now) }, unsent)))).toContain('buyByHand');
    const left = { ...ordering(now), sent: true, sends: 1, sentAt: at } satisfies RunState;
    const verbs = verbsOf(card(inTrouble(ofOperator, left, unsent)));
    expect(verbs).not.toContain('buyByHand');
    expect(verbs).not.toContain('stop');
  });
});
