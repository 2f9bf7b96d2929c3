import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Everything that Graph can show, at once, where nobody but Graph can be asked. */

let app: TestApp;
afterEach(() => app.stop());

/** What Teams takes of a card, with room to spare. */
const largestCard = 20_000;

describe('a tenant on the older agreement with every blocker that Graph shows', () => {
  it.each([
    {
      locale: 'en-US',
      evidence: [/25 licenses.*22 .*3 too many/, /2 active subscriptions/, /is a trial/],
    },
    {
      locale: 'sv-SE',
      evidence: [/25 licenser.*22 .*3 för många/, /2 aktiva prenumerationer/, /är en utvärderingsversion/],
    },
  ])('is told each with its figures on one readable card, without a question ($locale)', async (wanted) => {
    app = await startTestApp({
      commerce: 'admin-center',
      users: 25,
      seats: 22,
      blockers: ['MORE_USERS_THAN_LICENSES', 'MULTIPLE_PLANS_SAME_PRODUCT', 'HAS_ADDON', 'TRIAL'],
    });
    const alex = app.person('alex', wanted.locale);
    await alex.say('upgrade');

    expect(alex.cards).toHaveLength(1);
    expect(alex.card.id).toBe('upgrade-blocked');
    for (const evidence of wanted.evidence) expect(alex.card.text).toMatch(evidence);
    expect(alex.card.text).toMatch(/: 3 (reasons|orsaker)/);
    expect(alex.card.verbs).toContain('check');
    expect(alex.card.verbs).toContain('upgradeManually');
    expect(JSON.stringify(alex.card.card).length).toBeLessThan(largestCard);
  });

  it('is told that the plan is suspended, not that nobody has a seat, and goes on where Graph shows nothing more', async () => {
    app = await startTestApp({
      commerce: 'admin-center',
      users: 25,
      seats: 22,
      blockers: ['SUBSCRIPTION_NOT_ACTIVE', 'TRIAL', 'NOT_PROVISIONED_OR_UNHEALTHY', 'UNPAID_BALANCE'],
    });
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.text).toMatch(/: 2 reasons/);
    expect(alex.card.text).toMatch(/isn't active/);
    expect(alex.card.text).toMatch(/is a trial/);
    expect(alex.card.text).not.toMatch(/too many/);

    await app.sandbox.patch(app.tenant, { blockers: ['UNPAID_BALANCE'], seats: 25 });
    await alex.click('check');
    // What Graph does not show is asked, with a button for it.
    expect(alex.card.id).toBe('what-does-the-tab-show');
  });
});
