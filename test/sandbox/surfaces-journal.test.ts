import { describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { billingAccount } from './billing-account.js';
import { visitor } from './pages.js';
import { restarts } from './restarts.js';
import type { OpenSandbox } from './support.js';

describe('a sandbox that ended abruptly', () => {
  const { start } = restarts();

  it('knows what was bought, changed and cancelled on the billing account', async () => {
    const before = await start();
    await before.put({ commerce: 'billing-account', users: 12 });
    const account = await billingAccount(before);
    const bought = await account.buy('order-1', 'SPE_E5', 12);
    const answer = await account.cancel((await account.named('Office 365 E4')).id);
    const report = await before.report();
    const after = await start();
    expect(await after.report()).toEqual({ ...report, requests: expect.anything() });
    const again = await billingAccount(after);
    expect((await again.buy('order-1', 'SPE_E5', 12)).body).toEqual(bought.body);
    const operation = new URL(answer.headers.get('location') ?? '');
    expect((await again.call(operation.pathname + operation.search)).status).toBe(202);
    await after.advance('PT10S');
    expect((await again.call(operation.pathname + operation.search)).status).toBe(204);
    const { orders, cancellations } = await after.report();
    expect([orders.length, cancellations.length]).toEqual([1, 1]);
  });

  it('knows the seats that were raised on the billing account, and those that are about to be', async () => {
    const before = await start();
    await before.put({ commerce: 'billing-account', users: 12, owned: [{ sku: 'SPE_E5', seats: 3, users: 0 }] });
    const account = await billingAccount(before);
    await account.patch((await account.named('Office 365 E4')).id, { quantity: 15 });
    await before.advance('PT10S');
    await account.patch((await account.named('Microsoft 365 E5')).id, { quantity: 9 });
    const seats = async (sandbox: OpenSandbox) =>
      (await sandbox.report()).subscriptions.map((one: { seats: number }) => one.seats);
    const after = await start();
    expect(await seats(after)).toEqual([15, 3]);
    await after.advance('PT10S');
    expect(await seats(after)).toEqual([15, 9]);
  });

  it('knows the seats that were raised at Partner Center', async () => {
    const before = await start();
    await before.put({ users: 12 });
    const [current] = (await before.commerce('/subscriptions')).body.items;
    const raised = await before.commerce(`/subscriptions/${current.id}`, {
      method: 'PATCH',
      headers: { 'If-Match': `"${current.attributes.etag}"` },
      body: { ...current, quantity: 15 },
    });
    const after = await start();
    expect((await after.commerce(`/subscriptions/${current.id}`)).body).toEqual(raised.body);
    expect((await after.report()).subscriptions).toMatchObject([{ seats: 15 }]);
  });

  it('goes on in the middle of an order on the pages, and places it once', async () => {
    const before = await start();
    await before.put('litware');
    const first = visitor(before);
    const tab = await first.follow(await first.follow(await first.open(), 'Office 365 E4'), en.upgradeTab);
    const cart = await first.press(tab, en.upgradeTo('Office 365 E5'));
    await first.press(cart, en.goToCheckout, { quantity: '30' });
    const after = await start();
    const second = visitor(after);
    const checkout = await second.open(`/${new URL(cart.url).pathname.split('/').slice(3).join('/')}/checkout`);
    expect(checkout.text).toContain(en.count(30));
    await second.press(checkout, en.placeOrder);
    const report = await after.report();
    const last = await start();
    expect(await last.report()).toEqual({ ...report, requests: expect.anything() });
    const { pathname } = new URL(checkout.url);
    const repeated = await fetch(`${last.url}${pathname.replace('/checkout', '/order')}`, { method: 'POST' });
    expect([repeated.status, await repeated.text()]).toEqual([200, expect.stringContaining(en.thanks)]);
    expect((await last.report()).orders).toHaveLength(1);
    await last.advance('PT2M');
    expect((await last.report()).users.holding).toEqual({ ENTERPRISEPREMIUM: 25 });
  });
});
