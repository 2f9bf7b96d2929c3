import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assign, type Json, type OpenSandbox, openSandbox, people, sku, startUpgrade } from './support.js';

describe('an upgrade by commerce', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const events = async (subscriptionId: string) => {
    const { body } = await sandbox.commerce(`/subscriptions/${subscriptionId}/transitions`);
    return body.items[0].events.map(({ name, status }: Json) => `${name} ${status}`);
  };

  it('moves everybody within half a minute, then ends the old subscription', async () => {
    await sandbox.put('contoso');
    const { source, answer } = await startUpgrade(sandbox);
    expect(answer.status).toBe(200);
    expect(await events(source.id)).toEqual(['Conversion Started']);
    await sandbox.advance('PT30S');
    expect(await events(source.id)).toEqual([
      'Conversion Started',
      'Conversion InProgress',
      'Conversion Completed',
      'SeatReassignment Started',
      'SeatReassignment InProgress',
      'SeatReassignment Completed',
    ]);
    const report = await sandbox.report();
    expect(report.users).toMatchObject({ holding: { ENTERPRISEPREMIUM: 25 }, unlicensedMoments: 0 });
    expect(report.subscriptions).toMatchObject([
      { sku: 'ENTERPRISEWITHSCAL', status: 'Deleted', consumed: 0 },
      { sku: 'ENTERPRISEPREMIUM', status: 'Enabled', seats: 25, consumed: 25 },
    ]);
    expect(report.orders).toMatchObject([{ sku: 'ENTERPRISEPREMIUM', quantity: 25, key: 'key-1' }]);
    expect(report.cancellations).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL' }]);
  });

  it('forgets which services were switched off', async () => {
    await sandbox.put('contoso');
    const before = (await people(sandbox)).filter(({ disabledPlans }) => disabledPlans.ENTERPRISEWITHSCAL);
    expect(before).toHaveLength(7);
    await startUpgrade(sandbox);
    await sandbox.advance('PT1M');
    expect((await people(sandbox)).filter(({ disabledPlans }) => Object.keys(disabledPlans).length > 0)).toEqual([]);
  });

  it('swaps the licences of groups too', async () => {
    await sandbox.put({ users: 6, groups: [{ name: 'Sales', users: 4, disabledPlans: ['SWAY'] }] });
    await startUpgrade(sandbox);
    await sandbox.advance('PT2M');
    const { groups } = await sandbox.report();
    expect(groups).toMatchObject([{ skus: ['ENTERPRISEPREMIUM'] }]);
    const [member] = await people(sandbox);
    const { body } = await sandbox.graph(`/users/${member.id}?$select=licenseAssignmentStates`);
    expect(body.licenseAssignmentStates).toMatchObject([{ skuId: sku.e5, assignedByGroup: groups[0].id }]);
  });

  it('is ordered once under one key, and refused under another while it runs', async () => {
    await sandbox.put('contoso');
    const first = await startUpgrade(sandbox);
    const again = await startUpgrade(sandbox);
    expect(again.answer.body).toEqual(first.answer.body);
    const other = await startUpgrade(sandbox, 'Office 365 E5', { key: 'key-2' });
    expect([other.answer.status, other.answer.body.code]).toEqual([409, '4']);
    expect((await sandbox.report()).orders).toHaveLength(1);
  });

  it('names the order by its operation', async () => {
    await sandbox.put('contoso');
    const { offer, answer } = await startUpgrade(sandbox);
    const { items } = (await sandbox.commerce('/orders')).body;
    expect(items).toMatchObject([
      { alternateId: answer.body.operationId, status: 'completed', lineItems: [{ offerId: offer.catalogItemId }] },
    ]);
  });

  it('removes the add-ons that the new plan contains and hangs the others on it', async () => {
    await sandbox.put({ users: 8, addOns: ['MCOMEETADV', 'SHAREPOINTSTORAGE'] });
    await startUpgrade(sandbox);
    await sandbox.advance('PT2M');
    const { items } = (await sandbox.commerce('/subscriptions')).body;
    const named = (name: string) => items.find((item: Json) => item.offerName === name);
    expect(named('Microsoft 365 Audio Conferencing').status).toBe('deleted');
    expect(named('Office 365 Extra File Storage')).toMatchObject({
      status: 'active',
      parentSubscriptionId: named('Office 365 E5').id,
    });
    expect((await sandbox.report()).users.holding).toEqual({ ENTERPRISEPREMIUM: 8 });
  });

  it('may keep the subscription: with its id, its people, its groups and its add-ons it becomes the new plan', async () => {
    await sandbox.put({
      users: 8,
      keepsSubscription: true,
      groups: [{ name: 'Sales', users: 4, disabledPlans: ['SWAY'] }],
      addOns: ['MCOMEETADV', 'SHAREPOINTSTORAGE'],
    });
    const { source } = await startUpgrade(sandbox);
    const history = async () => (await sandbox.commerce(`/subscriptions/${source.id}/transitions`)).body.items[0];
    expect(await history()).not.toHaveProperty('toSubscriptionId');
    await sandbox.advance('PT2M');
    expect(await history()).toMatchObject({ fromSubscriptionId: source.id, toSubscriptionId: source.id });
    expect(await events(source.id)).toContain('SeatReassignment Completed');
    expect((await sandbox.commerce(`/subscriptions/${source.id}`)).body).toMatchObject({
      offerName: 'Office 365 E5',
      status: 'active',
      quantity: 8,
    });
    const report = await sandbox.report();
    expect(report.users).toMatchObject({ holding: { ENTERPRISEPREMIUM: 8 }, unlicensedMoments: 0 });
    expect(report.groups).toMatchObject([{ skus: ['ENTERPRISEPREMIUM'] }]);
    expect(report.subscriptions.filter(({ status }: Json) => status === 'Enabled').map(({ sku }: Json) => sku)).toEqual(
      ['ENTERPRISEPREMIUM', 'SHAREPOINTSTORAGE'],
    );
    const { value } = (await sandbox.graph('/directory/subscriptions')).body;
    expect(value.map(({ skuPartNumber }: Json) => skuPartNumber)).not.toContain('ENTERPRISEWITHSCAL');
  });

  it('takes no fewer seats than there were', async () => {
    await sandbox.put('contoso');
    const { answer } = await startUpgrade(sandbox, 'Office 365 E5', { quantity: 24 });
    expect([answer.status, answer.body.code]).toEqual([400, '2002']);
  });

  it('leaves people where they are when only the subscription is asked for', async () => {
    await sandbox.put({ users: 3 });
    await startUpgrade(sandbox, 'Office 365 E5', { transitionType: 'transition_only' });
    await sandbox.advance('PT5M');
    expect((await sandbox.report()).users.holding).toEqual({ ENTERPRISEWITHSCAL: 3 });
    const [one] = await people(sandbox);
    expect((await assign(sandbox, one.id, [sku.e5], [sku.e4])).status).toBe(200);
  });

  it('can also be asked for in the older way', async () => {
    await sandbox.put({ users: 3 });
    const source = (await sandbox.commerce('/subscriptions')).body.items[0];
    const path = `/subscriptions/${source.id}/upgrades`;
    const offer = (await sandbox.commerce(path)).body.items.find(
      (item: Json) => item.targetOffer.name === 'Microsoft 365 E3' && item.upgradeType.endsWith('transfer'),
    );
    const { body } = await sandbox.commerce(path, { method: 'POST', body: offer });
    expect(body).toMatchObject({ sourceSubscriptionId: source.id, upgradeErrors: [] });
    await sandbox.advance('PT2M');
    expect((await sandbox.report()).users.holding).toEqual({ SPE_E3: 3 });
    expect((await sandbox.commerce(`/subscriptions/${body.targetSubscriptionId}`)).body.status).toBe('active');
  });
});
