import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { sent, toStepOne } from '../support/on-the-way.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Who holds both plans already needs no new seat: one number, wherever seats are spoken of. */

const both = (commerce: string, more: Json = {}): Json => ({
  commerce,
  users: 25,
  seats: 30,
  owned: [{ sku: 'ENTERPRISEPACK', seats: 8, users: 8 }],
  ...more,
});

describe('people who have the new plan already', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  it('need no seat: step 1 says so, the cart takes no fewer than the others, and everybody is moved', async () => {
    app = await startTestApp(both('partner-center'));
    const alex = app.person('alex');
    await toStepOne(alex, 'ENTERPRISEPACK');
    expect(alex.card.text).toContain('for 17 people');
    expect(alex.card.text).toContain('8 people already have Office 365 E3 and need no new license.');
    await alex.click('buyNew');
    const before = JSON.stringify(alex.card.card);
    expect(before).toContain('"value":17');
    expect(before).toContain('"min":17');
    await alex.click('updateCart', { quantity: '16' });
    expect(alex.card.text).toContain("16 licenses aren't enough: you need 17.");
    await alex.click('goToCheckout', { quantity: '17' });
    expect(alex.card.text).toContain('17 licenses');
    await alex.click('placeOrder');
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-cancel'), 'PT5S');
    const { orders, users } = await app.sandbox.ledger(app.tenant);
    expect(orders).toMatchObject([{ sku: 'ENTERPRISEPACK', quantity: 17 }]);
    expect(users.holding).toEqual({ ENTERPRISEPACK: 25 });
    expect(users.unlicensedMoments).toBe(0);
  });

  it('are counted once, whatever groups they hold it through', async () => {
    app = await startTestApp(both('partner-center', { groups: [{ name: 'Sales', users: 6, alsoDirect: 6 }] }));
    const alex = app.person('alex');
    await toStepOne(alex, 'ENTERPRISEPACK');
    expect(alex.card.text).toContain('for 17 people');
  });

  it('are told of in what is typed in by hand, in Swedish too', async () => {
    app = await startTestApp(both('admin-center'));
    const alex = app.person('alex', 'sv-SE');
    await toStepOne(alex, 'ENTERPRISEPACK', true);
    expect(alex.card.text).toContain('8 personer har redan Office 365 E3 och behöver ingen ny licens.');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toContain('17: Office 365 E4 är tilldelat 25, varav 8 redan har det nya.');
  });

  it('leave nothing to buy when it is everybody: what is owned fits', async () => {
    app = await startTestApp(both('partner-center', { users: 8, seats: 8 }));
    const alex = app.person('alex');
    await toStepOne(alex, 'ENTERPRISEPACK');
    expect(alex.card.text).toContain("Everyone already has Office 365 E3, so you don't need to buy anything.");
    await alex.click('useSubscription');
    await app.until(alex, sent('manual-reassign'), 'PT10S');
    expect((await app.sandbox.ledger(app.tenant)).orders).toEqual([]);
  });

  it('do not lessen an upgrade, which takes everybody along', async () => {
    app = await startTestApp(both('partner-center'));
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    expect(JSON.stringify(alex.card.card)).toContain('"min":30');
  });
});
