import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The automatic path, where the Upgrade tab works. */

describe('a tenant whose Upgrade tab works', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp('contoso');
  });
  afterEach(() => app.stop());

  it('is upgraded in six clicks, and everyone keeps what they had', async () => {
    const before = await app.sandbox.users(app.tenant);
    const alex = app.person('alex');
    await alex.say('hello');
    expect(alex.card.id).toBe('welcome');
    await alex.click('check');
    expect(alex.card.id).toBe('upgrade-available');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    expect(alex.card.id).toBe('before-you-begin');
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('cart');
    await alex.click('goToCheckout');
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    expect(alex.card.id).toBe('progress');

    const done = await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(done.summary).not.toBe('');

    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.orders[0]).toMatchObject({ sku: 'SPE_E5', quantity: 25 });
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
    expect(ledger.users.holding.ENTERPRISEWITHSCAL ?? 0).toBe(0);
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(ledger.cancellations).toHaveLength(1);
    const old = ledger.subscriptions.filter((one) => one.sku === 'ENTERPRISEWITHSCAL');
    expect(old.every((one) => one.status !== 'Enabled')).toBe(true);

    const after = new Map((await app.sandbox.users(app.tenant)).map((user) => [user.id, user]));
    const wereOff = before.filter((user) => (user.disabledPlans.ENTERPRISEWITHSCAL ?? []).length > 0);
    expect(wereOff.length).toBeGreaterThan(0);
    for (const user of wereOff) {
      expect(after.get(user.id)?.disabledPlans.SPE_E5).toEqual(
        expect.arrayContaining(user.disabledPlans.ENTERPRISEWITHSCAL ?? []),
      );
    }
  });

  it('shows a cart whose billing cycle and quantity can be changed, not below the people assigned', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'ENTERPRISEPREMIUM' });
    await alex.click('acknowledge');
    await alex.click('updateCart', { billingCycle: 'annual', quantity: '30' });
    expect(alex.card.id).toBe('cart');
    await alex.click('updateCart', { quantity: '24' });
    expect(alex.card.text).toMatch(/25/);
    await alex.click('goToCheckout');
    expect(alex.card.id).toBe('checkout');
    expect(alex.card.text).toMatch(/30/);
    await alex.click('changeSoldTo', { soldTo_city: '' });
    expect(alex.card.id).toBe('checkout');
    await alex.click('changeSoldTo', { soldTo_city: 'Springfield' });
    expect(alex.card.text).toMatch(/Springfield/);
    await alex.click('changeBilledTo', { billedTo_companyName: 'Contoso Finance' });
    expect(alex.card.text).toMatch(/Contoso Finance/);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toMatchObject([{ sku: 'ENTERPRISEPREMIUM', quantity: 30, billingCycle: 'annual' }]);
  });

  it('is ordered once by a second click, an old card and two admins at once', async () => {
    const alex = app.person('alex');
    const megan = app.person('megan', 'sv-SE');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    const early = alex.card;
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    const checkout = alex.card;
    await megan.say('uppgradera');
    expect(megan.card.id).toBe('checkout');
    await Promise.all([
      alex.click('placeOrder', {}, checkout),
      alex.click('placeOrder', {}, checkout),
      megan.click('placeOrder', {}, megan.card),
    ]);
    await alex.click('acknowledge', {}, early);
    expect(alex.card.id).toBe('progress');
    await Promise.all([
      app.until(alex, (card) => card.id === 'completed' && card.how === 'message'),
      megan.waitFor((card) => card.id === 'completed' && card.how === 'message', 60_000),
    ]);
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(1);
  });
});
