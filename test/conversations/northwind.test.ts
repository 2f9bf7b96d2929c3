import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { happens } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The manual path: two subscriptions of the old plan and an add-on keep the Upgrade tab shut. */

/** Services that E5 has in a higher tier under another name. */
const raisedTo: Record<string, string> = { STREAM_O365_E3: 'STREAM_O365_E5', FORMS_PLAN_E3: 'FORMS_PLAN_E5' };

describe('a tenant that must go the manual way', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp('northwind');
  });
  afterEach(() => app.stop());

  it('buys, waits until the plan is set up, reassigns everyone and cancels', async () => {
    const before = await app.sandbox.users(app.tenant);
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    expect(alex.card.id).toBe('upgrade-blocked');
    await alex.click('upgradeManually');
    expect(alex.card.id).toBe('plans');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    expect(alex.card.id).toBe('before-you-begin');
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('manual-buy');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('cart');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');

    const waiting = await alex.waitFor((card) => card.id === 'manual-verify');
    expect(waiting.verbs).not.toContain('reassign');
    const ready = await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT3M');
    expect(ready.verbs).toContain('reassign');

    await alex.click('reassign', { pilot: '0' });
    const free = await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message');
    expect(free.verbs).toEqual(expect.arrayContaining(['cancelOld', 'keepOld']));
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');

    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 40 });
    expect(ledger.users.holding.ENTERPRISEWITHSCAL ?? 0).toBe(0);
    expect(ledger.users.unlicensedMoments).toBe(0);
    const old = ledger.subscriptions.filter((one) => one.sku === 'ENTERPRISEWITHSCAL');
    expect(old.length).toBe(2);
    expect(old.every((one) => one.status !== 'Enabled')).toBe(true);

    const after = new Map((await app.sandbox.users(app.tenant)).map((user) => [user.id, user]));
    const wereOff = before.filter((user) => (user.disabledPlans.ENTERPRISEWITHSCAL ?? []).length > 0);
    expect(wereOff.length).toBeGreaterThan(0);
    for (const user of wereOff) {
      const inTheNewTier = (user.disabledPlans.ENTERPRISEWITHSCAL ?? []).map((name) => raisedTo[name] ?? name);
      expect(after.get(user.id)?.disabledPlans.SPE_E5).toEqual(expect.arrayContaining(inTheNewTier));
    }
    for (const user of before) {
      const kept = user.skus.filter((sku) => sku !== 'ENTERPRISEWITHSCAL');
      expect(after.get(user.id)?.skus).toEqual(expect.arrayContaining(kept));
    }
  });

  /** Office 365 E3 bought and set up. */
  async function readyToReassign(): Promise<TeamsPerson> {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'ENTERPRISEPACK' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
    return alex;
  }

  it('moves a pilot first and refuses to cancel while anybody is left', async () => {
    const alex = await readyToReassign();
    await alex.click('reassign', { pilot: '5' });
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5S');
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toMatchObject({
      ENTERPRISEPACK: 5,
      ENTERPRISEWITHSCAL: 35,
    });
    await alex.say('cancel E4');
    expect(alex.card.text).toMatch(/35/);
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);
  });

  it('moves nobody else when a pilot is paused and goes on', async () => {
    await app.sandbox.put(app.tenant, { scenario: 'northwind', users: 400, seats: 400 });
    const alex = await readyToReassign();
    const moved = async () => (await app.sandbox.ledger(app.tenant)).users.holding.ENTERPRISEPACK ?? 0;
    const match = { method: 'POST', path: '/users/[^/]+/assignLicense' };
    await app.sandbox.faults([
      { match, effect: 'slow', ms: 0, times: 40 },
      { match, effect: 'slow', ms: 2_000, times: 300 },
    ]);
    await alex.click('reassign', { pilot: '350' });
    await happens(async () => (await app.sandbox.struck())[1] !== 0);
    await alex.say('pause');
    const soFar = await moved();
    expect(soFar).toBeLessThan(350);
    await app.sandbox.faults([]);
    await alex.say('resume');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5S');
    expect(await moved()).toBe(350);
  });
});
