import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Consent and tokens: a permission is missing, is taken away, comes back. */

let app: TestApp;
afterEach(() => app.stop());

describe('a tenant whose consent is missing', () => {
  it('is told so, and can be checked once it is given', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await app.sandbox.faults([{ match: { path: '/subscribedSkus' }, effect: 'status', status: 403 }]);
    await alex.say('upgrade');
    expect(alex.card.text).toMatch(/LicenseAssignment\.Read\.All/);
    await app.sandbox.faults([]);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
  });
});

describe('a tenant that has not consented at all', () => {
  it('is told which permission the assistant lacks, not that a role is missing', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await app.sandbox.faults([
      { match: { path: '/(users|roleManagement|subscribedSkus)' }, effect: 'status', status: 403 },
    ]);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('notice');
    expect(alex.card.text).toMatch(/lacks a permission/);
    await app.sandbox.faults([]);
    await alex.click('check');
    expect(alex.card.id).toBe('upgrade-available');
  });
});

describe('a permission that is taken away while people are moved', () => {
  it('is told once, and the run goes on by itself when it is back', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
    await app.sandbox.faults([{ match: { path: '/assignLicense' }, effect: 'status', status: 403 }]);
    await alex.click('reassign', { pilot: '0' });
    const told = await app.until(alex, (card) => card.id === 'needs-attention' && card.how === 'message', 'PT5S');
    expect(told.text).toMatch(/LicenseAssignment\.ReadWrite\.All/);
    await app.sandbox.advance('PT1M');
    await app.sandbox.advance('PT5M');
    await app.sandbox.faults([]);
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5M');
    const messages = alex.cards.filter((card) => card.id === 'needs-attention' && card.how === 'message');
    expect(messages).toHaveLength(1);
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 5 });
  });
});
