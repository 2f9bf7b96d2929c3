import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionsOf } from '../support/card-json.js';
import { type Move, moves } from '../support/moves.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Each kind of move between plans, from the question to its end: by cards and by words, in English and in Swedish. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

const words = {
  en: {
    check: 'upgrade',
    byHand: 'manually',
    choose: 'choose',
    read: 'understood',
    checkout: 'checkout',
    order: 'order',
    yes: 'yes',
    use: 'use 1',
    reassign: 'reassign',
    end: 'cancel the old plan now',
  },
  sv: {
    check: 'uppgradera',
    byHand: 'manuellt',
    choose: 'välj',
    read: 'förstått',
    checkout: 'till kassan',
    order: 'beställ',
    yes: 'ja',
    use: 'använd 1',
    reassign: 'tilldela om',
    end: 'avsluta det gamla abonnemanget nu',
  },
} as const;
type Language = keyof typeof words;

/** What a person does, whichever way they do it. */
type Steps = Record<
  'check' | 'byHand' | 'choose' | 'read' | 'order' | 'use' | 'reassign' | 'end',
  () => Promise<unknown>
>;

function byCards(alex: TeamsPerson, language: Language, { plan }: Move): Steps {
  return {
    check: () => alex.say(words[language].check),
    byHand: () => alex.click('upgradeManually'),
    choose: () => alex.click('choosePlan', { plan }),
    read: () => alex.click('acknowledge'),
    order: async () => {
      await alex.click('goToCheckout');
      await alex.click('placeOrder');
    },
    use: () => alex.click('useSubscription'),
    reassign: () => alex.click('reassign', { pilot: '0' }),
    end: () => alex.click('cancelOld'),
  };
}

function byWords(alex: TeamsPerson, language: Language, { called, way }: Move): Steps {
  const say = words[language];
  const sayAll = async (...texts: string[]) => {
    for (const text of texts) await alex.say(text);
  };
  return {
    check: () => sayAll(say.check),
    byHand: () => sayAll(say.byHand),
    choose: () => sayAll(`${say.choose} ${called}`),
    read: () => sayAll(say.read),
    order: () => sayAll(say.checkout, say.order, say.yes),
    use: () => sayAll(say.use),
    reassign: () => sayAll(say.reassign),
    // Where an admin ends it, the words show the way, and end nothing.
    end: () => (way === 'guided' ? sayAll(say.end) : sayAll(say.end, say.yes)),
  };
}

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

async function moved(alex: TeamsPerson, steps: Steps, { way, said }: Move, language: Language): Promise<void> {
  await steps.check();
  if (way !== 'automatic') await steps.byHand();
  await steps.choose();
  expect(alex.card.id).toBe('before-you-begin');
  if (said) expect(alex.card.text).toMatch(said[language]);
  await steps.read();
  if (way === 'automatic') {
    await steps.order();
    await app.until(alex, isMessage('completed'), 'PT1M');
    return;
  }
  await steps.use();
  await app.until(alex, isMessage('manual-reassign'), 'PT1M');
  await steps.reassign();
  await app.until(alex, isMessage('manual-cancel'), 'PT5S');
  await steps.end();
  await app.until(alex, way === 'manual' ? isMessage('completed') : 'admin-task', 'PT1M');
}

describe.each(Object.entries(moves))('from %s', (_, move) => {
  it.each([
    ['cards, in English', byCards, 'en', 'en-US'],
    ['cards, in Swedish', byCards, 'sv', 'sv-SE'],
    ['words alone, in English', byWords, 'en', 'en-US'],
    ['words alone, in Swedish', byWords, 'sv', 'sv-SE'],
  ] as const)(`people are moved by %s`, async (_how, stepsOf, language, locale) => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, move.scenario);
    const alex = app.person('alex', locale, tenant);
    await moved(alex, stepsOf(alex, language, move), move, language);
    const { users } = await app.sandbox.ledger(tenant);
    expect(users.holding).toEqual(move.holding);
    expect(users.unlicensedMoments).toBe(0);
    for (const { text, card } of alex.cards) expect([card.lang, text.includes('E4')]).toEqual([language, false]);
  });
});

describe('Business Standard for 301 people', () => {
  it.each([
    [
      'en-US',
      'upgrade',
      'choose Microsoft 365 Business Premium',
      /at most 300 licenses of Microsoft 365 Business Premium.*301/,
    ],
    ['sv-SE', 'uppgradera', 'välj Microsoft 365 Business Premium', /högst 300 licenser.*301/],
  ])('is not moved to Premium, by card or by words (%s)', async (locale, check, choose, refusal) => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, { source: 'O365_BUSINESS_PREMIUM', users: 301 });
    const alex = app.person('alex', locale, tenant);
    await alex.say(check);
    const offered = actionsOf(alex.card.card).map(({ data: { plan } }) => plan);
    expect(offered).toContain('SPE_E3');
    await alex.say(choose);
    expect(alex.card.text).toMatch(refusal);
    expect(offered).not.toContain('SPB');
    expect((await app.sandbox.ledger(tenant)).users.holding).toEqual({ O365_BUSINESS_PREMIUM: 301 });
    expect((await app.sandbox.ledger(tenant)).orders).toEqual([]);
  });
});
