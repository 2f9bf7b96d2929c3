import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assign, type Json, type OpenSandbox, openSandbox, people, sku, startUpgrade } from './support.js';

describe('buying and cancelling at Partner Center', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put({ users: 3, provisioningDelay: 'PT20M' });
  });
  afterEach(() => sandbox.close());

  const source = async () => (await sandbox.commerce('/subscriptions')).body.items[0];
  const item = async () => {
    const offers = await sandbox.commerce(`/subscriptions/${(await source()).id}/transitioneligibilities`);
    return offers.body.items.find(({ title }: Json) => title === 'Office 365 E5').catalogItemId;
  };
  const createCart = async (line: object = {}, key = 'cart') =>
    sandbox.commerce('/carts', {
      method: 'POST',
      headers: { 'MS-RequestId': key },
      body: { lineItems: [{ catalogItemId: await item(), quantity: 3, billingCycle: 'annual', ...line }] },
    });
  const checkout = (id: string, key: string) =>
    sandbox.commerce(`/carts/${id}/checkout`, { method: 'POST', headers: { 'MS-RequestId': key } });
  const patch = async (change: object, etag?: string) => {
    const current = await source();
    return sandbox.commerce(`/subscriptions/${current.id}`, {
      method: 'PATCH',
      headers: { 'If-Match': etag ?? `"${current.attributes.etag}"` },
      body: { ...current, ...change },
    });
  };

  it('gives a subscription that can be assigned once it is set up', async () => {
    const cart = (await createCart()).body;
    expect((await checkout(cart.id, 'buy')).status).toBe(201);
    const status = async () =>
      (await sandbox.graph('/subscribedSkus')).body.value
        .find(({ skuId }: Json) => skuId === sku.e5)
        .servicePlans.filter(({ appliesTo }: Json) => appliesTo === 'User')
        .every(({ provisioningStatus }: Json) => provisioningStatus === 'Success');
    const [one] = await people(sandbox);
    expect([await status(), (await assign(sandbox, one.id, [sku.e5], [sku.e4])).status]).toEqual([false, 400]);
    await sandbox.advance('PT20M');
    expect([await status(), (await assign(sandbox, one.id, [sku.e5], [sku.e4])).status]).toEqual([true, 200]);
  });

  it('orders a cart once, however often it is checked out', async () => {
    const cart = (await createCart()).body;
    const first = await checkout(cart.id, 'buy');
    expect((await checkout(cart.id, 'buy')).body).toEqual(first.body);
    expect((await checkout(cart.id, 'other')).body.code).toBe('800065');
    expect((await sandbox.report()).orders).toMatchObject([{ sku: 'ENTERPRISEPREMIUM', quantity: 3, key: 'buy' }]);
    expect((await createCart()).body.id).toBe(cart.id);
  });

  it('tells what is wrong with an item inside a cart that was made', async () => {
    const { status, body } = await createCart({ catalogItemId: 'CFQ7TTC0XXXX:0001:CFQ7TTC0YYYY' });
    expect([status, body.lineItems[0].error.errorCode]).toEqual([201, 'catalog_item_id_is_not_valid']);
    expect((await checkout(body.id, 'buy')).status).toBe(400);
  });

  it('lets a cart expire', async () => {
    const cart = (await createCart()).body;
    await sandbox.advance('PT16M');
    expect((await checkout(cart.id, 'buy')).status).toBe(400);
    expect((await sandbox.report()).orders).toEqual([]);
  });

  it('cancels E4 by suspending it, and counts whom that leaves without service', async () => {
    expect((await patch({ status: 'suspended' })).body.status).toBe('suspended');
    const report = await sandbox.report();
    expect(report.subscriptions[0].status).toBe('Suspended');
    expect(report.cancellations).toHaveLength(1);
    expect(report.users.unlicensedMoments).toBe(3);
    const [owned] = (await sandbox.graph('/subscribedSkus')).body.value;
    expect([owned.capabilityStatus, owned.prepaidUnits.suspended]).toEqual(['Suspended', 3]);
    expect((await patch({ status: 'active' })).body.status).toBe('active');
  });

  it('raises the seats of a subscription, which shows at once and is no order', async () => {
    const { id, attributes } = await source();
    const { status, body } = await patch({ quantity: 7 });
    expect([status, body.quantity, body.attributes.etag !== attributes.etag]).toEqual([200, 7, true]);
    expect((await sandbox.graph('/subscribedSkus')).body.value[0].prepaidUnits.enabled).toBe(7);
    const [row] = (await sandbox.graph('/directory/subscriptions')).body.value;
    expect([row.commerceSubscriptionId, row.totalLicenses]).toEqual([id, 7]);
    const { orders, subscriptions } = await sandbox.report();
    expect({ orders, subscriptions }).toMatchObject({ orders: [], subscriptions: [{ seats: 7 }] });
  });

  it.each([
    ['quantity', { quantity: 4 }],
    ['status', { status: 'suspended' }],
  ])('changes no %s while the subscription is being upgraded', async (_, change) => {
    await startUpgrade(sandbox);
    const answer = await patch(change);
    expect([answer.status, answer.body.code]).toEqual([409, '900278']);
  });

  it('raises no seats of a subscription that is suspended', async () => {
    await patch({ status: 'suspended' });
    const answer = await patch({ quantity: 4 });
    expect([answer.status, answer.body.code]).toEqual([400, '800091']);
  });

  it.each([
    ['an old etag', { quantity: 4 }, '"old"', 412, '2055'],
    ['two changes at once', { quantity: 4, friendlyName: 'x' }, undefined, 400, '2002'],
    ['fewer seats than people', { quantity: 2 }, undefined, 400, '2002'],
    ['renewal of a retired plan', { autoRenewEnabled: true }, undefined, 400, '800093'],
    ['deleting a licence-based subscription', { status: 'deleted' }, undefined, 400, '2011'],
  ])('refuses %s', async (_, change, etag, status, code) => {
    const answer = await patch(change, etag);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('keeps the billing profile that was last put with the right etag', async () => {
    const { body } = await sandbox.commerce('/profiles/billing');
    const put = (etag: string) =>
      sandbox.commerce('/profiles/billing', {
        method: 'PUT',
        headers: { 'If-Match': `"${etag}"` },
        body: { ...body, companyName: 'Contoso AB' },
      });
    expect((await put(body.attributes.etag)).body.companyName).toBe('Contoso AB');
    expect((await put(body.attributes.etag)).status).toBe(412);
  });

  it('knows its customer by the tenant id', async () => {
    const { status, body } = await sandbox.commerce('');
    const { value } = (await sandbox.graph('/organization')).body;
    expect(status).toBe(200);
    expect(body).toMatchObject({
      relationshipToPartner: 'reseller',
      companyProfile: { tenantId: value[0].id, companyName: value[0].displayName },
    });
  });

  it('does not know what was bought from another partner', async () => {
    await sandbox.put('wingtip');
    expect((await sandbox.commerce('/subscriptions')).body.items).toEqual([]);
    const [row] = (await sandbox.graph('/directory/subscriptions')).body.value;
    expect(row.ownerTenantId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await sandbox.commerce(`/subscriptions/${row.commerceSubscriptionId}`)).status).toBe(404);
  });
});
