import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Step 2 of the manual path with too few licences: they are added to the subscription that is there. */

const owns20 = (commerce: string): Json => ({
  commerce,
  users: 25,
  seats: 25,
  owned: [{ sku: 'SPE_E5', seats: 20, users: 0 }],
});

describe('a subscription with too few licenses', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  it.each(['partner-center', 'billing-account'])('grows by those that are missing (%s)', async (commerce) => {
    app = await startTestApp(owns20(commerce));
    const alex = app.person('alex');
    await alex.say('upgrade');
    if (commerce === 'billing-account') await alex.say('the tab shows plans');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('manual-buy');
    expect(JSON.stringify(alex.card.card)).toContain('Use these and buy 5 more');
    await alex.click('useSubscription');
    const few = await alex.waitFor((card) => card.id === 'manual-verify' && card.verbs.includes('buyMore'));
    expect(few.text).toMatch(/20/);
    await alex.click('buyMore');
    expect(alex.card.id).toBe('cart');
    expect(alex.card.text).toContain('a subscription with 20 licenses, which then has 25');
    expect(JSON.stringify(alex.card.card)).not.toContain('"billingCycle"');
    await alex.click('goToCheckout', { quantity: '5' });
    expect(alex.card.text).toContain('added to the ');
    expect(alex.card.verbs).not.toContain('changePayment');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign', 'PT30S');

    const ledger = await app.sandbox.ledger(app.tenant);
    const ofPlan = ledger.subscriptions.filter((one) => one.sku === 'SPE_E5');
    expect(ofPlan.map(({ seats }) => seats)).toEqual([25]);
  });

  it('is waited with again where somebody goes back from the cart, by its button or in words', async () => {
    app = await startTestApp(owns20('partner-center'));
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    await alex.say('manuellt');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    for (const goBack of [() => alex.click('backToVerify'), () => alex.say('tillbaka')]) {
      await app.until(alex, ({ id, verbs }) => id === 'manual-verify' && verbs.includes('buyMore'), 'PT5S');
      await alex.click('buyMore');
      expect(alex.card.text).toContain('Tillbaka till steg 2');
      await goBack();
      expect(alex.card.id).toBe('manual-verify');
    }
    expect((await app.sandbox.ledger(app.tenant)).orders).toEqual([]);
  });

  it('grows once, whatever becomes of the reply', async () => {
    app = await startTestApp(owns20('partner-center'));
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    await alex.waitFor((card) => card.id === 'manual-verify' && card.verbs.includes('buyMore'));
    await alex.click('buyMore');
    await alex.click('goToCheckout', { quantity: '7' });
    await app.sandbox.faults([{ match: { method: 'PATCH', path: '/subscriptions/' }, effect: 'lostReply', times: 1 }]);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign', 'PT30S');
    expect(await app.sandbox.faultsLeft()).toEqual([]);
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.subscriptions.filter((one) => one.sku === 'SPE_E5').map(({ seats }) => seats)).toEqual([27]);
  });
});
