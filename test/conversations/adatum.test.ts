import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A large tenant: 5,000 people, groups that hand out licences, switched-off services, missing usage locations. */

describe('a tenant of 5,000 people on the manual path', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp('adatum');
  });
  afterEach(() => app.stop());

  it('finishes, names who could not be moved, and goes on after they are mended', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
    await alex.click('reassign', { pilot: '0' });
    const failed = await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT30S');
    expect(failed.verbs).toContain('retryFailed');
    expect(failed.verbs).not.toContain('cancelOld');
    expect(failed.text).toMatch(/usage location/i);

    const left = (await app.sandbox.users(app.tenant)).filter((user) => user.skus.includes('ENTERPRISEWITHSCAL'));
    expect(left.length).toBe(7);
    expect(left.every((user) => user.usageLocation === null)).toBe(true);
    const named = left.filter(({ displayName }) =>
      failed.text.includes(displayName.replace(/[^\p{L} ]/gu, '').slice(0, 5)),
    );
    expect(named.length).toBeGreaterThanOrEqual(5);
    expect(failed.text).toMatch(/7 in all: .* and 2 more/);

    await alex.say('cancel E4');
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);

    await app.sandbox.patch(app.tenant, { restoreUsageLocations: true });
    await alex.say('retry failed');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT10S');
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');

    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 5000 });
    expect(ledger.users.unlicensedMoments).toBe(0);
  }, 90_000);
});
