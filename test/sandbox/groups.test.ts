import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { change, type Json, type OpenSandbox, openSandbox, people, sku } from './support.js';

describe('licences through a group', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const group = async () => {
    const filter = encodeURIComponent(`assignedLicenses/any(x:x/skuId eq ${sku.e4})`);
    return (await sandbox.graph(`/groups?$filter=${filter}&$select=id,assignedLicenses`)).body.value[0];
  };
  const state = async (id: string) =>
    (await sandbox.graph(`/groups/${id}?$select=licenseProcessingState`)).body.licenseProcessingState.state;
  const swap = (id: string) =>
    sandbox.graph(`/groups/${id}/assignLicense`, { method: 'POST', body: change([sku.e5], [sku.e4]) });

  it('reach the members later, with no moment in between', async () => {
    await sandbox.put({
      users: 60,
      groups: [{ name: 'Sales', users: 60 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 60 }],
    });
    const { id } = await group();
    const answer = await swap(id);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `${sandbox.url}/v1.0/groups/${id}`]);
    expect(await state(id)).toBe('QueuedForProcessing');
    await sandbox.advance('PT2.1S');
    expect(await state(id)).toBe('ProcessingInProgress');
    expect((await sandbox.report()).users.holding).toEqual({ ENTERPRISEWITHSCAL: 10, ENTERPRISEPREMIUM: 50 });
    await sandbox.advance('PT5S');
    expect(await state(id)).toBe('ProcessingComplete');
    expect((await sandbox.report()).users).toMatchObject({
      holding: { ENTERPRISEPREMIUM: 60 },
      unlicensedMoments: 0,
    });
  });

  it('leave an error on each member for whom there is no seat, and nobody without service', async () => {
    await sandbox.put({
      users: 5,
      groups: [{ name: 'Sales', users: 5 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3 }],
    });
    const { id } = await group();
    await swap(id);
    await sandbox.advance('PT10S');
    const path = `/groups/${id}/membersWithLicenseErrors?$select=id,licenseAssignmentStates`;
    const failed = (await sandbox.graph(path)).body.value;
    expect(failed).toHaveLength(2);
    expect(failed[0].licenseAssignmentStates).toContainEqual(
      expect.objectContaining({ skuId: sku.e5, assignedByGroup: id, state: 'Error', error: 'CountViolation' }),
    );
    expect((await sandbox.report()).users.unlicensedMoments).toBe(0);
    const retry = await sandbox.graph(`/users/${failed[0].id}/reprocessLicenseAssignment`, { method: 'POST' });
    expect([retry.status, retry.body.error.message]).toEqual([
      400,
      `Subscription with SKU ${sku.e5} does not have any available licenses.`,
    ]);
  });

  it('give members without a usage location the one of the tenant', async () => {
    await sandbox.put({
      users: 2,
      withoutUsageLocation: 2,
      groups: [{ name: 'Sales', users: 2 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 2 }],
    });
    await swap((await group()).id);
    await sandbox.advance('PT10S');
    expect((await people(sandbox)).map(({ skus }: Json) => skus)).toEqual([
      ['ENTERPRISEPREMIUM'],
      ['ENTERPRISEPREMIUM'],
    ]);
  });

  it('and held directly as well take one seat', async () => {
    await sandbox.put({ users: 4, groups: [{ name: 'Sales', users: 4, alsoDirect: 2 }] });
    expect((await sandbox.report()).subscriptions[0].consumed).toBe(4);
    const [one] = await people(sandbox);
    const { body } = await sandbox.graph(`/users/${one.id}?$select=licenseAssignmentStates`);
    expect(body.licenseAssignmentStates).toHaveLength(2);
  });
});
