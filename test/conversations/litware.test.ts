import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The older agreement: Microsoft has no API, so the bot guides, a person clicks in the admin center, Graph decides. */

describe('a tenant on the older agreement', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp('litware');
  });
  afterEach(() => app.stop());

  const adminCenter = () => {
    const person = visitor({ url: app.sandboxUrl });
    const open = (path = '/') => person.open(path, app.tenant);
    return { ...person, open, e4: async () => person.follow(await open(), 'Office 365 E4') };
  };

  it('is upgraded on the tab by hand, and gets its switched-off services switched off again', async () => {
    const before = await app.sandbox.users(app.tenant);
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await alex.click('reportTab', { tab: 'plans' });
    expect(alex.card.id).toBe('upgrade-available');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    const openTab = await alex.waitFor((card) => card.id === 'admin-task');
    expect(openTab.text).toMatch(/Your products/);
    await alex.click('taskDone');
    expect(alex.card.text).toMatch(/25/);
    await alex.click('taskDone');
    await alex.click('taskDone');

    await alex.click('taskDone');
    const notThere = await alex.waitFor((card) => /no new Microsoft 365 E5 subscription/.test(card.text));
    expect(notThere.id).toBe('admin-task');
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(0);

    const admin = adminCenter();
    const tab = await admin.follow(await admin.e4(), en.upgradeTab);
    const cart = await admin.press(tab, en.upgradeTo('Microsoft 365 E5'));
    const checkout = await admin.press(cart, en.goToCheckout);
    await admin.press(checkout, en.placeOrder);

    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT10S');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
    const after = new Map((await app.sandbox.users(app.tenant)).map((user) => [user.id, user]));
    const wereOff = before.filter((user) => (user.disabledPlans.ENTERPRISEWITHSCAL ?? []).length > 0);
    expect(wereOff.length).toBeGreaterThan(0);
    for (const user of wereOff) expect((after.get(user.id)?.disabledPlans.SPE_E5 ?? []).length).toBeGreaterThan(0);
  });

  it('is upgraded manually: bought and cancelled by hand, reassigned by the bot', async () => {
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');

    const admin = adminCenter();
    const checkout = await admin.press(await admin.open('/purchase/SPE_E3'), en.checkOutNow, { quantity: '25' });
    await admin.press(checkout, en.placeOrder);
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT2M');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.click('cancelOld');
    await alex.waitFor((card) => card.id === 'admin-task');

    const form = await admin.follow(await admin.e4(), en.cancelSubscription);
    await admin.press(form, en.cancelNow, { reason: 'replaced' });
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT30S');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 25 });
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(ledger.cancellations).toHaveLength(1);
  });

  it('is led from the message on the tab to its remedy, and asked again', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('reportTab', { tab: 'UNPAID_BALANCE' });
    expect(alex.card.id).toBe('upgrade-blocked');
    await alex.click('check');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await alex.click('reportTab', { tab: 'UNKNOWN_MESSAGE', message: 'The moon is in the *wrong* house' });
    expect(alex.card.text).toMatch(/The moon is in the/);
  });
});

describe('a tenant on a billing account', () => {
  it('is upgraded manually, bought and cancelled through Microsoft.Billing', async () => {
    const app = await startTestApp({ commerce: 'billing-account', users: 12 });
    try {
      const alex = app.person('alex');
      await alex.say('upgrade');
      await alex.click('upgradeManually');
      await alex.click('choosePlan', { plan: 'SPE_E3' });
      await alex.click('acknowledge');
      await alex.click('buyNew');
      await alex.click('goToCheckout');
      await alex.click('placeOrder');
      await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
      await alex.click('reassign', { pilot: '0' });
      await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
      await alex.click('cancelOld');
      await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT30S');
      const ledger = await app.sandbox.ledger(app.tenant);
      expect(ledger.orders).toHaveLength(1);
      expect(ledger.users.holding).toMatchObject({ SPE_E3: 12 });
      expect(ledger.users.unlicensedMoments).toBe(0);
      const old = ledger.subscriptions.filter((one) => one.sku === 'ENTERPRISEWITHSCAL');
      expect(old.every((one) => one.status !== 'Enabled')).toBe(true);
    } finally {
      await app.stop();
    }
  });
});
