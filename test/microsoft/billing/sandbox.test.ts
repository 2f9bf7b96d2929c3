import { afterEach, describe, expect, it } from '@jest/globals';
import { problemFrom } from '../problem-of.js';
import { tenantId } from './connected.js';
import { type BillingCloud, startBillingCloud } from './sandbox-cloud.js';

let cloud: BillingCloud | undefined;
afterEach(() => cloud?.close());

async function started(scenario: object = {}): Promise<BillingCloud> {
  cloud = await startBillingCloud({ users: 5, seats: 5, ...scenario });
  return cloud;
}

describe('a tenant on a customer agreement', () => {
  it('has one account, which tells whom the source plan is sold and billed to', async () => {
    const { commerce } = await started({ displayName: 'Contoso', country: 'SE' });
    const payers = await commerce.payers(tenantId, 'ENTERPRISEWITHSCAL');
    expect(payers).toMatchObject([{ name: 'Contoso', paysNow: true, payments: ['card'] }]);
    expect(payers?.[0]?.soldTo).toMatchObject({ companyName: expect.stringMatching(/\S/), country: 'SE' });
    expect(payers?.[0]?.billedTo?.addressLine1).toMatch(/\S/);
  });

  it('buys once, however often the order is sent, and Graph shows what was bought', async () => {
    const { commerce, order, settled, ledger, subscriptions, advance } = await started();
    const purchase = await order();
    expect(await commerce.find(purchase)).toEqual({ is: 'notFound' });
    await commerce.place(purchase);
    await commerce.place(purchase);
    const status = await settled(purchase);
    await advance('P1D');
    expect((await ledger()).orders).toMatchObject([{ sku: 'ENTERPRISEPREMIUM', quantity: 5, key: purchase.key }]);
    const bought = (await subscriptions()).filter(({ sku }) => sku === 'ENTERPRISEPREMIUM');
    expect(bought).toMatchObject([{ seats: 5, status: 'Enabled' }]);
    expect(status).toEqual({ is: 'completed', commerceId: bought[0]?.commerceId });
  });

  it('whose reply to an order was lost finds it by reading', async () => {
    const { commerce, order, settled, ledger, faults } = await started();
    await faults([{ match: { method: 'PUT', path: 'billingSubscriptionAliases' }, effect: 'lostReply', times: 1 }]);
    const purchase = await order();
    expect(await problemFrom(commerce.place(purchase))).toEqual({ is: 'unknownOutcome' });
    expect(await settled(purchase)).toMatchObject({ is: 'completed' });
    expect((await ledger()).orders).toHaveLength(1);
  });

  it('raises the seats of what it has, once however often it is asked, as Graph shows', async () => {
    const { commerce, order, source, settled, ledger, faults, advance } = await started();
    const { commerceId } = await source();
    const seats = await order({ kind: 'seats', sourceCommerceId: commerceId ?? '', quantity: 8 });
    expect(await commerce.find(seats)).toEqual({ is: 'notFound' });
    await faults([{ match: { method: 'PATCH', path: 'billingSubscriptions' }, effect: 'lostReply', times: 1 }]);
    expect(await problemFrom(commerce.place(seats))).toEqual({ is: 'unknownOutcome' });
    expect(await commerce.find(seats)).toEqual({ is: 'inProgress' });
    expect(await problemFrom(commerce.place(seats))).toEqual({ is: 'busy', retryAfterMs: 30_000 });
    expect(await settled(seats)).toEqual({ is: 'completed', commerceId });
    expect(await commerce.place(seats)).toEqual({ is: 'completed', commerceId });
    expect(await source()).toMatchObject({ seats: 8, status: 'Enabled' });

    await advance('PT1M');
    const more = { ...seats, quantity: 9 };
    expect(await commerce.place(more)).toEqual({ is: 'inProgress' });
    expect(await commerce.find(more)).toEqual({ is: 'completed', commerceId });
    // It is a change of the purchase that is there: nothing is ordered beside it.
    const { orders, subscriptions } = await ledger();
    expect({ orders, subscriptions }).toMatchObject({ orders: [], subscriptions: [{ seats: 9 }] });
  });

  it.each([
    ['approve', { is: 'completed' }],
    ['decline', { is: 'declined', code: 'Failed' }],
  ])('waits for a credit check that ends in %s', async (creditCheck, end) => {
    const { commerce, order, settled } = await started({ payment: 'invoice', creditCheck });
    const purchase = await order();
    expect(await commerce.place(purchase)).toEqual({ is: 'inProgress' });
    expect(await settled(purchase)).toMatchObject(end);
  });

  it('cancels what was just bought, once it may be changed, and again without harm', async () => {
    const { commerce, order, settled, ledger, subscriptions, advance } = await started();
    const purchase = await order();
    await commerce.place(purchase);
    await settled(purchase);
    await advance('PT1H');
    const bought = (await subscriptions()).find(({ sku }) => sku === 'ENTERPRISEPREMIUM');
    await commerce.end(tenantId, bought?.commerceId ?? '', 'run-1');
    await advance('PT10M');
    await commerce.end(tenantId, bought?.commerceId ?? '', 'run-1');
    expect((await ledger()).cancellations).toMatchObject([{ sku: 'ENTERPRISEPREMIUM' }]);
  });

  it('cancels its source plan once, though the reply was lost and the change takes its time', async () => {
    const { commerce, source, ledger, faults, advance } = await started();
    const { commerceId } = await source();
    const cancel = () => commerce.end(tenantId, commerceId ?? '', 'run-1');
    await faults([{ match: { method: 'DELETE', path: 'billingSubscriptions' }, effect: 'lostReply', times: 1 }]);
    expect(await problemFrom(cancel())).toEqual({ is: 'unknownOutcome' });
    expect(await problemFrom(cancel())).toEqual({ is: 'busy', retryAfterMs: 30_000 });
    await advance('PT30S');
    await cancel();
    expect((await ledger()).cancellations).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL' }]);
    expect((await source()).status).not.toBe('Enabled');
  });

  it('keeps a subscription from renewing whose time to be cancelled at once is over', async () => {
    const { commerce, order, settled, ledger, subscriptions, advance } = await started();
    const purchase = await order();
    await commerce.place(purchase);
    await settled(purchase);
    await advance('P30D');
    const bought = (await subscriptions()).find(({ sku }) => sku === 'ENTERPRISEPREMIUM');
    const id = bought?.commerceId ?? '';
    await commerce.end(tenantId, id, 'run-1');
    expect(await commerce.terms(tenantId, id)).toMatchObject({ autoRenew: false, cancellation: { is: 'over' } });
    expect((await ledger()).cancellations).toEqual([]);
  });
});

describe('a tenant without a customer agreement', () => {
  it('has no account to buy on', async () => {
    const { commerce, order } = await started({ commerce: 'admin-center' });
    expect(await problemFrom(commerce.place(await order()))).toMatchObject({ is: 'refused', code: 'billingAccount' });
  });
});
