import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assign, change, type OpenSandbox, openSandbox, people, sku } from './support.js';

describe('licences of one person', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const first = async () => (await people(sandbox))[0];
  const message = async (answer: ReturnType<typeof assign>) => {
    const { status, body } = await answer;
    expect([status, body.error?.code]).toEqual([400, 'Request_BadRequest']);
    return body.error.message;
  };

  it('are swapped in one step, without a moment in which nothing is held', async () => {
    await sandbox.put({ users: 3, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3 }] });
    const { id } = await first();
    const { status, body } = await assign(sandbox, id, [sku.e5], [sku.e4]);
    expect(status).toBe(200);
    expect(body.assignedLicenses).toEqual([{ skuId: sku.e5, disabledPlans: [] }]);
    const { users } = await sandbox.report();
    expect(users).toMatchObject({ holding: { ENTERPRISEWITHSCAL: 2, ENTERPRISEPREMIUM: 1 }, unlicensedMoments: 0 });
  });

  it('leave a trace when somebody is left with nothing', async () => {
    await sandbox.put({ users: 3 });
    const { id } = await first();
    await assign(sandbox, id, [], [sku.e4]);
    expect((await sandbox.report()).users.unlicensedMoments).toBe(1);
  });

  it('may change which services are off without taking another seat', async () => {
    await sandbox.put({ users: 3 });
    const { id } = await first();
    const yammer = '7547a3fe-08ee-4ccb-b430-5077c5041653';
    const body = change([sku.e4], [], [yammer]);
    const answer = await sandbox.graph(`/users/${id}/assignLicense`, { method: 'POST', body });
    expect(answer.body.assignedLicenses).toEqual([{ skuId: sku.e4, disabledPlans: [yammer] }]);
    expect((await sandbox.report()).subscriptions[0].consumed).toBe(3);
  });

  it('need both arrays in the request', async () => {
    await sandbox.put({ users: 1 });
    const { id } = await first();
    const answer = sandbox.graph(`/users/${id}/assignLicense`, { method: 'POST', body: { addLicenses: [] } });
    expect(await message(answer)).toBe(
      "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: removeLicenses.",
    );
  });

  it('are refused without a usage location, until one is given', async () => {
    await sandbox.put({ users: 2, withoutUsageLocation: 2, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 2 }] });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [sku.e5], [sku.e4]))).toBe(
      'License assignment cannot be done for user with invalid usage location.',
    );
    const patch = await sandbox.graph(`/users/${id}`, { method: 'PATCH', body: { usageLocation: 'SE' } });
    expect(patch.status).toBe(204);
    expect((await assign(sandbox, id, [sku.e5], [sku.e4])).status).toBe(200);
  });

  it('are refused when the seats are used up, and all of the change with them', async () => {
    await sandbox.put({ users: 2, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 1, users: 1 }] });
    const last = (await people(sandbox))[1];
    expect(await message(assign(sandbox, last.id, [sku.e5], [sku.e4]))).toBe(
      `Subscription with SKU ${sku.e5} does not have any available licenses.`,
    );
    expect((await people(sandbox))[1].skus).toEqual(['ENTERPRISEWITHSCAL']);
  });

  it('are refused for a product the tenant does not own', async () => {
    await sandbox.put({ users: 1 });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [sku.e5], [sku.e4]))).toBe(
      `License ${sku.e5} does not correspond to a valid company License.`,
    );
  });

  it('are refused when two services exclude each other', async () => {
    await sandbox.put({ users: 1, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 1 }] });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [sku.e5], []))).toMatch(
      /^License assignment failed because service plans [0-9a-f-]{36},[0-9a-f-]{36} are mutually exclusive\.$/,
    );
  });

  it('are refused when a service would lack the one it depends on', async () => {
    await sandbox.put({ users: 1, owned: [{ sku: 'MCOMEETADV', seats: 1, users: 1 }] });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [], [sku.e4]))).toMatch(/depends on the service plan\(s\)/);
  });

  it('that come through a group cannot be taken from the person', async () => {
    await sandbox.put({
      users: 2,
      groups: [{ name: 'All', users: 2 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 2 }],
    });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [sku.e5], [sku.e4]))).toBe(
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    );
  });

  it('that are not held cannot be taken', async () => {
    await sandbox.put({ users: 1 });
    const { id } = await first();
    expect(await message(assign(sandbox, id, [], [sku.e5]))).toBe('User does not have a corresponding license.');
  });

  it('are not given from a suspended subscription', async () => {
    await sandbox.put({ users: 1, seats: 2, blockers: ['SUBSCRIPTION_NOT_ACTIVE'] });
    const admin = '00000000-0000-4000-8000-000000000005';
    expect(await message(assign(sandbox, admin, [sku.e4], []))).toMatch(/is not available/);
  });

  it('of somebody unknown are 404', async () => {
    await sandbox.put({ users: 1 });
    const { status, body } = await assign(sandbox, 'nobody', [sku.e4], []);
    expect([status, body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });
});
