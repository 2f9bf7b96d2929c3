import { afterEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../support/sandbox-control.js';
import type { SeenCard } from '../support/teams-client.js';
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

describe('consent that is given while nobody looks', () => {
  it('is noticed, and whoever was waiting is told once, whatever their role', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    const patti = app.person('patti', 'sv-SE');
    const lacking = (path: string) => app.sandbox.faults([{ match: { path }, effect: 'status', status: 403 }]);
    await lacking('/(users|roleManagement|subscribedSkus)');
    await alex.say('upgrade');
    await patti.say('uppgradera');
    expect([alex.card.id, patti.card.id]).toEqual(['notice', 'notice']);
    await lacking('/subscribedSkus');
    await app.sandbox.advance('PT1H');
    await app.sandbox.advance('PT1H');
    const isTold = ({ how, summary }: SeenCard) => how === 'message' && summary === 'The permission is there now';
    expect(alex.cards.filter(isTold)).toEqual([]);
    await app.sandbox.faults([]);
    await app.until(alex, isTold, 'PT1H');
    await app.until(patti, ({ summary }) => summary === 'Nu finns behörigheten', 'PT1H');
    await alex.click('check');
    expect(alex.card.id).toBe('upgrade-available');
    await patti.click('check');
    expect(patti.card.id).toBe('refused');
    await app.sandbox.advance('P1D');
    expect(alex.cards.filter(isTold)).toHaveLength(1);
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

describe('a token that is no longer taken', () => {
  const once = (method: string, path: string): Fault => ({
    match: { method, path },
    effect: 'status',
    status: 401,
    times: 1,
  });

  it('is replaced wherever it happens on the manual path, with nothing lost and nothing done twice', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await app.sandbox.faults([
      once('GET', '/v1\\.0/subscribedSkus'),
      once('GET', '/partnercenter/.*/transitioneligibilities'),
      once('POST', '/partnercenter/.*/carts$'),
      once('POST', '/partnercenter/.*/checkout'),
      once('GET', '/v1\\.0/users'),
      once('POST', '/v1\\.0/\\$batch'),
      once('POST', '/users/[^/]+/assignLicense'),
      once('PATCH', '/partnercenter/.*/subscriptions/'),
    ]);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
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
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');

    expect(alex.cards.map(({ id }) => id)).not.toContain('needs-attention');
    expect(await app.sandbox.faultsLeft()).toEqual([]);
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.cancellations).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 5 });
    expect(ledger.users.unlicensedMoments).toBe(0);
  });

  it('is replaced on the automatic path, with one order', async () => {
    app = await startTestApp({ users: 5, withDisabledPlans: { SWAY: 2 } });
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await app.sandbox.faults([
      once('POST', '/partnercenter/.*/transitions'),
      once('GET', '/partnercenter/.*/transitions'),
      once('POST', '/v1\\.0/'),
      once('GET', '/v1\\.0/'),
    ]);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    expect(alex.cards.map(({ id }) => id)).not.toContain('needs-attention');
    expect(await app.sandbox.faultsLeft()).toEqual([]);
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(1);
    const users = await app.sandbox.users(app.tenant);
    expect(users.filter((user) => user.disabledPlans.SPE_E5?.includes('SWAY'))).toHaveLength(2);
  });
});
