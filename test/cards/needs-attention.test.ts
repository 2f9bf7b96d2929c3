import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import { ordering } from '../../src/upgrade/run/entering.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import type { Trouble } from '../../src/upgrade/run/trouble.js';
import { links } from '../../src/upgrade/tenant/admin-center-links.js';
import { aFailure, anOrder, at, now, runIn, someWork } from '../support/runs.js';
import { elementsOf, executesOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const cards = createCards({
  templatesDir: 'cards',
  localesDir: 'src/locales',
  consent: (tenantId) => `https://login.example/${tenantId}/consent`,
});

type Language = 'en' | 'sv' | 'de';
type Resume = Extract<RunState, { is: 'needsAttention' }>['resume'];

const inTrouble = (trouble: Trouble, resume: Resume = { is: 'checkout' }, more: Partial<Run> = {}): Run => ({
  ...runIn.needsAttention(),
  order: null,
  ...more,
  state: { is: 'needsAttention', since: at, trouble, resume },
});
const card = (run: Run, language: Language = 'en') => cards.run(run, { ...alex, language }, { now }).card;
const urlsOf = (run: Run) => elementsOf(card(run)).flatMap((element) => element.url ?? []);
const textOf = (run: Run, language: Language = 'en') =>
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

describe('the button that goes on', () => {
  const goingOn = (run: Run) => executesOf(card(run)).find(({ verb }) => verb === 'retry');
  const left = { ...ordering(now), sent: true, sends: 1, sentAt: at } satisfies RunState;
  const canceling = runIn.cancelling().state as Resume;
  const unsettled: Trouble = { is: 'orderUnsettled', since: at };
  const surprise: Trouble = { is: 'unexpected', text: 'A surprise.' };

  it.each<[string, Trouble, Resume, Partial<Run>, RegExp]>([
    ['an order', unsettled, left, { order: anOrder() }, /nothing is ordered twice/],
    ['an order, whatever was met', surprise, left, { order: anOrder() }, /nothing is ordered twice/],
    ['a cancellation', surprise, canceling, { cancelSent: true }, /whether Office 365 E4 has ended/],
  ])('only checks where nobody knows what became of %s, and says so', (_what, trouble, resume, more, said) => {
    const run = inTrouble(trouble, resume, more);
    expect(goingOn(run)?.title).toBe('Check again');
    expect(textOf(run)).toMatch(said);
    expect(textOf(run)).toMatch(/write: check again/);
  });

  it('says to which step it leads, in the words that can be written too', () => {
    const held = inTrouble({ is: 'stillHeld', users: 3, groups: 1 }, { is: 'manualReassign' });
    expect(goingOn(held)?.title).toBe('Back to step 3');
    expect(textOf(held)).toMatch(/write: back to step 3/);
    expect(goingOn(inTrouble({ is: 'newPlanNotReady' }, { is: 'manualVerify' }))?.title).toBe('Back to step 2');
    expect(textOf(inTrouble(refused))).toMatch(/write: back to checkout/);
  });

  it('stands behind what helps, where only somebody else can mend what is wrong', () => {
    for (const remedy of ['operator', 'seller'] as const) {
      const ahead = executesOf(card(byRemedy(remedy))).filter(({ style }) => style === 'positive');
      expect(ahead.map(({ verb }) => verb)).toEqual(['buyByHand']);
    }
    const denied = inTrouble(
      { is: 'denied', needs: 'Partner Center: GDAP', mendedBy: 'operator' },
      { is: 'manualVerify' },
    );
    expect(executesOf(card(denied)).filter(({ style }) => style === 'positive')).toEqual([]);
    expect(textOf(denied)).toMatch(/waiting for whoever runs this assistant/);
    expect(textOf(denied)).toMatch(/missing is “GDAP” \(Partner Center\)/);
  });
});

describe('what is said to be as it was', () => {
  const unexpected: Trouble = { is: 'unexpected', text: 'A surprise.' };
  const bought = { order: anOrder({ outcome: 'completed' }) };

  it('speaks of people who were moved only where some were', () => {
    const one = inTrouble(unexpected, { is: 'manualVerify' }, bought);
    expect(textOf(one)).toMatch(/Everyone keeps Office 365 E4 and works as before/);
    expect(textOf({ ...one, reassign: someWork({ done: 3 }) })).toMatch(/Those who have been moved stay moved/);
    expect(textOf({ ...one, undo: someWork({ done: 3, failures: [aFailure()] }) })).toMatch(/moved stay moved/);
    const upgrading = inTrouble(unexpected, runIn.transition().state as Resume);
    expect(textOf(upgrading)).not.toMatch(/have been moved/);
  });

  it('does not speak of everyone where somebody who failed is listed', () => {
    const ending = { ...runIn.cancelling().state } as Resume;
    const all = inTrouble(unexpected, ending, { reassign: someWork({ done: 25 }) });
    expect(textOf(all)).toMatch(/Everyone has the new plan/);
    const listed = { ...all, reassign: someWork({ done: 24, failures: [aFailure()] }) };
    expect(textOf(listed)).toMatch(/No usage location is set/);
    expect(textOf(listed)).not.toMatch(/Everyone has the new plan/);
    const told = (run: Run) => cards.run(run, alex, { now, news: { what: 'readyToCancel' } }).summary;
    expect(told(all)).toMatch(/Everyone has moved/);
    expect(told(listed)).not.toMatch(/Everyone/);
  });
});

describe('what Microsoft said', () => {
  it('is called a code where it is no more than that, and never a word of the assistant’s own', () => {
    const code = textOf(inTrouble({ is: 'refused', code: '800009', text: '' }, { is: 'manualVerify' }));
    expect(code).toMatch(/gave only the code 800009/);
    const own = textOf(inTrouble({ is: 'refused', code: 'cartExpired', text: '' }, { is: 'manualVerify' }));
    expect(own).not.toMatch(/cartExpired/);
  });
});

describe('a page that is spoken of', () => {
  it.each<[Trouble, Resume]>([
    [
      { is: 'orderUnsettled', since: at },
      { ...ordering(now), sent: true, sends: 1, sentAt: at },
    ],
    [{ is: 'overdue', what: 'transition', since: at }, runIn.transition().state as Resume],
    [{ is: 'oldPlanEnded' }, { is: 'manualReassign' }],
  ])('can be opened: %j', (trouble, resume) => {
    const run = inTrouble(trouble, resume);
    expect(textOf(run)).toMatch(/under Your products/);
    expect(urlsOf(run)).toContain(links.yourProducts);
  });
});

describe('what is left behind in groups', () => {
  const groupsLeft = (more: Partial<Run>, groups: number, people: number) =>
    inTrouble({ is: 'groupsLeft', groups, people, mayNotReprocess: false }, runIn.restoring().state as Resume, more);
  const sales = aFailure({ id: 'sales', name: 'Sales', of: 'group', reason: 'other', text: '' });

  it('is called by name where each group is known, and said to be listed only where it is', () => {
    const named = textOf(groupsLeft({ restore: someWork({ failures: [sales] }) }, 1, 0));
    expect(named).toMatch(/to the group Sales instead/);
    expect(named).toMatch(/See below who/);
    const counted = textOf(groupsLeft({ restore: null }, 2, 1));
    expect(counted).toMatch(/to the 2 groups that still have/);
    expect(counted).not.toMatch(/See below/);
  });
});
