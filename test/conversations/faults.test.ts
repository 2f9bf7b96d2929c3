import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../support/sandbox-control.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The network and Microsoft fail at the worst moment: while the order is sent, and while licences are moved. */

const mishaps: [string, Omit<Fault, 'match'>][] = [
  ['its reply is lost', { effect: 'lostReply' }],
  ['the connection breaks before it arrives', { effect: 'reset' }],
  ['the service answers 500', { effect: 'status', status: 500 }],
  ['the service is overloaded', { effect: 'status', status: 503, retryAfter: 1 }],
  ['the service throttles', { effect: 'status', status: 429, retryAfter: 1 }],
];

describe('an order', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp({ users: 5 });
  });
  afterEach(() => app.stop());

  it.each(mishaps)('is placed once on the automatic path when %s', async (_what, mishap) => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await app.sandbox.faults([{ match: { method: 'POST', path: '/transitions' }, times: 1, ...mishap }]);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 5 });
  });

  it.each(mishaps)('is placed once on the manual path when %s', async (_what, mishap) => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await app.sandbox.faults([
      { match: { method: 'POST', path: '/checkout' }, times: 1, ...mishap },
      { match: { method: 'POST', path: '/assignLicense' }, times: 2, ...mishap },
      { match: { method: 'PATCH', path: '/subscriptions/' }, times: 1, ...mishap },
    ]);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 5 });
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(ledger.cancellations).toHaveLength(1);
  });
});
