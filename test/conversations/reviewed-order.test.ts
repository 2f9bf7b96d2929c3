import { afterEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { type Step, startTestApp, type TestApp } from '../support/test-app.js';

/** Partner Center does not take an order at once: reviews, words that nobody explains, and a confirmation that grows old. */

let app: TestApp;
afterEach(() => app.stop());

type Word = { word: string; lasts?: string };

async function atCheckout(orderWords: Word[] = [], locale = 'en-US'): Promise<TeamsPerson> {
  app = await startTestApp({ scenario: 'contoso', orderWords });
  const alex = app.person('alex', locale);
  await alex.say('upgrade');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('goToCheckout');
  return alex;
}

const told = (alex: TeamsPerson, id: string, step: Step = 'PT1S') =>
  app.until(alex, (card) => card.id === id && card.how === 'message', step);
const completed = (alex: TeamsPerson) => told(alex, 'completed', 'PT1M');
const orders = async () => (await app.sandbox.ledger(app.tenant)).orders;

describe('an order for which Microsoft wants a purchase order', () => {
  const words: Word[] = [
    { word: 'pending_po_upload', lasts: 'P2D' },
    { word: 'po_upload_complete', lasts: 'P1D' },
    { word: 'completed' },
  ];

  it.each([
    [
      'en-US',
      /wants the purchase order/,
      /Ask your partner to upload it for this order in Partner Center/,
      /is reading the purchase order/,
    ],
    [
      'sv-SE',
      /vill ha inköpsordern/,
      /Be er partner ladda upp den till den här ordern i Partnercenter/,
      /läser inköpsordern/,
    ],
  ])('says who has to upload it, then that it is read, and goes on (%s)', async (locale, title, todo, reading) => {
    const alex = await atCheckout(words, locale);
    await alex.click('placeOrder');
    const wanted = await told(alex, 'credit-check');
    expect(wanted.text).toMatch(title);
    expect(wanted.text).toMatch(todo);
    await app.sandbox.advance('PT47H');
    const read = await app.until(alex, (card) => reading.test(card.text), 'PT15M');
    expect(read.id).toBe('credit-check');
    await app.sandbox.advance('P1D');
    await completed(alex);
    expect(await orders()).toHaveLength(1);
  });

  it('frees the run when it is turned down', async () => {
    const alex = await atCheckout([{ word: 'pending_po_upload', lasts: 'P2D' }, { word: 'cancelled' }]);
    await alex.click('placeOrder');
    await told(alex, 'credit-check');
    await app.sandbox.advance('P2D');
    const end = await told(alex, 'needs-attention', 'PT15M');
    expect(end.verbs).toEqual(expect.arrayContaining(['retry', 'upgradeManually', 'buyByHand', 'stop']));
  });
});

describe('an order that is only processed', () => {
  it('is no credit check', async () => {
    const alex = await atCheckout([{ word: 'pending', lasts: 'PT10M' }, { word: 'completed' }]);
    await alex.click('placeOrder');
    await completed(alex);
    expect(alex.cards.map(({ id }) => id)).not.toContain('credit-check');
  });
});

describe('an order in a word that nobody explains', () => {
  it.each([
    ['en-US', /“on\\_hold”, which it doesn't explain anywhere/, /says something that isn't clear yet/],
    ['sv-SE', /”on\\_hold”, ett ord som inte förklaras någonstans/, /inte klart ännu vad Microsoft menar/],
  ])('is looked at again, and told of when it lasts (%s)', async (locale, words, summary) => {
    const alex = await atCheckout([{ word: 'on_hold', lasts: 'P2D' }, { word: 'completed' }], locale);
    await alex.click('placeOrder');
    const seen = await app.until(alex, (card) => words.test(card.text), 'PT1M');
    expect(seen.verbs).not.toContain('placeOrder');
    const tells = (card: SeenCard) => summary.test(card.summary ?? '');
    // Under load the card is brought up to date late, when the hour is over.
    if (!alex.cards.some(tells)) await app.until(alex, tells, 'PT30M');
    await app.sandbox.advance('P2D');
    await completed(alex);
    expect(await orders()).toHaveLength(1);
  });
});

describe('an account that Microsoft reviews before it takes the order', () => {
  it('is waited for, and the order is sent anew while its confirmation holds', async () => {
    const alex = await atCheckout();
    await app.sandbox.faults([
      { match: { method: 'POST', path: '/transitions$' }, effect: 'status', status: 403, code: '800073', times: 2 },
    ]);
    await alex.click('placeOrder');
    const waiting = await told(alex, 'credit-check');
    expect(waiting.text).toMatch(/reviewing your organization's account/);
    expect(await orders()).toHaveLength(0);
    await app.sandbox.advance('PT10H');
    await completed(alex);
    expect(await orders()).toHaveLength(1);
  });
});

describe('an order that cannot be placed for longer than a day', () => {
  it.each([
    ['en-US', /couldn't place the order within a day/],
    ['sv-SE', /kunde inte läggas inom ett dygn/],
  ])('is not sent under its old confirmation: somebody confirms anew (%s)', async (locale, summary) => {
    const alex = await atCheckout([], locale);
    await app.sandbox.faults([
      { match: { method: 'POST', path: '/transitions$' }, effect: 'status', status: 503, retryAfter: 5 },
    ]);
    await alex.click('placeOrder');
    await alex.waitFor((card) => card.id === 'progress');
    await app.sandbox.advance('PT25H');
    const back = await app.until(alex, (card) => summary.test(card.summary ?? ''), 'PT30M');
    expect(back.id).toBe('checkout');
    expect(await orders()).toHaveLength(0);

    await app.sandbox.faults([]);
    await app.sandbox.advance('PT2H');
    await atRest();
    expect(await orders()).toHaveLength(0);
    await alex.click('placeOrder', {}, back);
    await completed(alex);
    expect(await orders()).toHaveLength(1);
  });
});
