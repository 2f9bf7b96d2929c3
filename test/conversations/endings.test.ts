import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Two ends of the old plan that are no cancellation: it runs out on a date, or it became the new one. */

let app: TestApp;
afterEach(() => app.stop());

const messages = (id: string) => (card: { id: string | undefined; how: string }) =>
  card.id === id && card.how === 'message';
const oldPlan = async () =>
  (await app.sandbox.ledger(app.tenant)).subscriptions.filter(({ sku }) => sku === 'ENTERPRISEWITHSCAL');

describe('proseware, bought in the new commerce and too late to cancel', () => {
  it.each([
    {
      locale: 'en-US',
      outlook: /can't cancel Office 365 E4 at once: it is billed until/,
      offered: /too late to cancel Office 365 E4 at once/,
      end: /Office 365 E4 runs out .*\d{4} and is billed until then/,
    },
    {
      locale: 'sv-SE',
      outlook: /kan du inte avsluta Office 365 E4 direkt: det faktureras till/,
      offered: /för sent att avsluta Office 365 E4 direkt/,
      end: /Office 365 E4 löper ut .*\d{4} och faktureras till dess/,
    },
  ])(
    'is upgraded by hand, and ends as what runs out on a date ($locale)',
    async ({ locale, outlook, offered, end }) => {
      app = await startTestApp('proseware');
      const alex = app.person('alex', locale);
      await alex.say('upgrade');
      expect(alex.card.id).toBe('upgrade-blocked');
      await alex.click('upgradeManually');
      await alex.click('choosePlan', { plan: 'SPE_E5' });
      await alex.click('acknowledge');
      await alex.click('buyNew');
      await alex.click('goToCheckout');
      await alex.click('placeOrder');
      const ready = await app.until(alex, messages('manual-reassign'), 'PT3M');
      expect(ready.text).toMatch(outlook);
      await alex.click('reassign', { pilot: '0' });
      const last = await app.until(alex, messages('manual-cancel'));
      expect(last.text).toMatch(offered);
      await alex.click('cancelOld');
      const done = await app.until(alex, messages('completed'));
      expect(done.text).toMatch(end);

      const ledger = await app.sandbox.ledger(app.tenant);
      expect(ledger.cancellations).toEqual([]);
      expect(await oldPlan()).toMatchObject([{ status: 'Enabled', consumed: 0 }]);
      expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
      expect(ledger.users.unlicensedMoments).toBe(0);
      await app.sandbox.advance('P365D');
      expect((await oldPlan()).map(({ status }) => status)).not.toContain('Enabled');
    },
  );
});

describe('lucerne, where the upgrade keeps the subscription', () => {
  it.each([
    ['en-US', 'Office 365 E4 became the new plan'],
    ['sv-SE', 'Office 365 E4 blev det nya abonnemanget'],
  ])('has nothing to cancel, and its new subscription is never ended (%s)', async (locale, end) => {
    app = await startTestApp('lucerne');
    const [before] = await oldPlan();
    const wereOff = (await app.sandbox.users(app.tenant)).filter(
      (user) => user.disabledPlans.ENTERPRISEWITHSCAL?.length,
    );
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    const done = await app.until(alex, messages('completed'));
    expect(done.text).toContain(end);

    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.subscriptions).toMatchObject([{ id: before?.id, sku: 'SPE_E5', status: 'Enabled', consumed: 25 }]);
    expect(ledger.cancellations).toEqual([]);
    expect(ledger.users).toMatchObject({ holding: { SPE_E5: 25 }, unlicensedMoments: 0 });
    const after = new Map((await app.sandbox.users(app.tenant)).map((user) => [user.id, user]));
    expect(wereOff).toHaveLength(4);
    for (const { id } of wereOff) expect(after.get(id)?.disabledPlans.SPE_E5).toContain('SHAREPOINTENTERPRISE');

    await app.sandbox.advance('P30D');
    expect((await app.sandbox.ledger(app.tenant)).subscriptions.map(({ status }) => status)).toEqual(['Enabled']);
  });
});
