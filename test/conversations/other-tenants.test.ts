import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Practice tenants that are blocked, wait for a credit check, or were sold by somebody else. */

let app: TestApp;
afterEach(() => app.stop());

async function toCheckout(alex: ReturnType<TestApp['person']>): Promise<void> {
  await alex.say('upgrade');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('goToCheckout');
}

describe('fabrikam, with more users than licences and an unpaid balance', () => {
  it('names both with figures and remedy, and goes on once they are cleared', async () => {
    app = await startTestApp('fabrikam');
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-blocked');
    expect(alex.card.text).toMatch(/25/);
    expect(alex.card.text).toMatch(/22/);
    expect(alex.card.text).toMatch(/unpaid|balance/i);
    expect(alex.card.verbs).toContain('check');
    await app.sandbox.patch(app.tenant, { blockers: [], seats: 25 });
    await alex.click('check');
    expect(alex.card.id).toBe('upgrade-available');
  });
});

describe('a blocker that somebody watches', () => {
  it('is looked at again at its interval, and its end is told', async () => {
    app = await startTestApp({ users: 5, blockers: ['UNPAID_BALANCE'] });
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-blocked');
    await alex.click('watch');
    expect(alex.card.verbs).not.toContain('watch');
    await app.sandbox.advance('PT61M');
    await app.sandbox.patch(app.tenant, { blockers: [] });
    const told = await app.until(alex, (card) => card.id === 'upgrade-available' && card.how === 'message', 'PT61M');
    expect(told.text).toMatch(/This is no longer in the way: “There is an unpaid balance”\./);
    expect(told.verbs).toContain('choosePlan');
  });
});

describe('tailspin, which pays by invoice', () => {
  it('waits for the credit check, tells of it, and finishes two days later', async () => {
    app = await startTestApp('tailspin');
    const alex = app.person('alex');
    await toCheckout(alex);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'credit-check' && card.how === 'message', 'PT1S');
    await app.sandbox.advance('P5D');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(1);
  });

  it('is told what to do when the credit check is declined, and nothing is bought twice', async () => {
    app = await startTestApp({ scenario: 'tailspin', creditCheck: 'decline' });
    const alex = app.person('alex');
    await toCheckout(alex);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'credit-check', 'PT1S');
    await app.sandbox.advance('P5D');
    const told = await app.until(alex, (card) => card.id === 'needs-attention' && card.how === 'message');
    expect(told.verbs).toEqual(expect.arrayContaining(['retry', 'stop']));
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.users.holding).toMatchObject({ ENTERPRISEWITHSCAL: 60 });
    expect(ledger.subscriptions.filter((one) => one.sku === 'SPE_E3')).toHaveLength(0);
    await alex.click('retry');
    expect(alex.card.id).toBe('checkout');
    expect((await app.sandbox.ledger(app.tenant)).orders.length).toBeLessThanOrEqual(1);
  });
});

describe('wingtip, bought through a partner', () => {
  it('is handed over, and nothing is offered that cannot be done', async () => {
    app = await startTestApp('wingtip');
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('not-direct');
    const doing = alex.card.verbs.filter((verb) => !['check', 'help', 'status'].includes(verb));
    expect(doing).toEqual([]);
    await alex.say('upgrade manually');
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(0);
  });
});

describe('woodgrove, where everything goes wrong once', () => {
  it('is upgraded all the same, with one order', async () => {
    app = await startTestApp('woodgrove');
    const alex = app.person('alex');
    await toCheckout(alex);
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 25 });
    expect(ledger.users.unlicensedMoments).toBe(0);
  });
});
