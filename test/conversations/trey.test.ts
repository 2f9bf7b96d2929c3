import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The practice tenant whose credit check is declined: the order is gone, nothing else is, and the card says what then. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp('trey');
});
afterAll(() => app.stop());

describe('a declined credit check', () => {
  it('leaves everyone on the old plan, and says so', async () => {
    const alex = app.person('alex');
    for (const said of ['upgrade', 'choose 1', 'understood', 'checkout', 'order', 'yes']) await alex.say(said);
    const told = await app.until(alex, ({ id, how }) => id === 'needs-attention' && how === 'message', 'PT12H');
    expect(told.text).toMatch(/credit/i);
    expect(told.verbs.filter((verb) => verb === 'stop')).not.toEqual([]);
    const { users, orders } = await app.sandbox.ledger(app.tenant);
    expect(users.holding).toEqual({ ENTERPRISEWITHSCAL: 12 });
    expect(orders).toHaveLength(1);
    await alex.say('what if the credit check is declined?');
    expect(alex.card.text).toContain('What if the credit check is declined?');
  });
});
