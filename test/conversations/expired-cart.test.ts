import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { toPurchase } from '../support/on-the-way.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Partner Center keeps a cart for a quarter of an hour; a slow night lasts longer. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 3 });
});
afterAll(() => app.stop());

it('a cart that expires before it is checked out is made anew, and nobody is told of a decline', async () => {
  const alex = app.person('alex');
  await toPurchase(alex);
  const slow = { effect: 'status', status: 429, retryAfter: 600, times: 2 } as const;
  const count = { effect: 'slow', ms: 0, times: 100 } as const;
  await app.sandbox.faults([
    { match: { method: 'POST', path: '/checkout' }, ...slow },
    { match: { method: 'POST', path: '/carts$' }, ...count },
  ]);
  await alex.click('placeOrder');
  await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT2M');
  expect(await app.sandbox.struck()).toEqual([2, 2]);
  const ledger = await app.sandbox.ledger(app.tenant);
  expect(ledger.orders).toHaveLength(1);
  expect(alex.cards.filter(({ id }) => id === 'needs-attention')).toEqual([]);
}, 60_000);
