import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { billing, billingAccount } from './billing-account.js';
import { type OpenSandbox, openSandbox, people, tenantId } from './support.js';

describe('the path of a request', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put({ users: 2 });
  });
  afterEach(() => sandbox.close());

  const statuses = async (...answers: Promise<{ status: number }>[]) =>
    (await Promise.all(answers)).map(({ status }) => status);

  it('may be in any letter case and escaped where the API is Microsoft’s', async () => {
    const [{ id, userPrincipalName }] = await people(sandbox);
    for (const path of [`/USERS/${id}`, `//users/${id}/`, `/users/${encodeURIComponent(userPrincipalName)}`]) {
      expect((await sandbox.graph(path)).body.id).toBe(id);
    }
    const counted = await sandbox.graph('/Users/%24Count', { headers: { ConsistencyLevel: 'eventual' } });
    expect(Number(counted.body)).toBeGreaterThan(2);
    const account = await billingAccount(sandbox);
    expect(
      await statuses(
        sandbox.commerce('/SUBSCRIPTIONS'),
        sandbox.call(`/Admin-Center/${tenantId}/PURCHASE/spe_e5`),
        account.at(`${billing.toUpperCase()}/BillingAccounts`),
      ),
    ).toEqual([200, 200, 200]);
  });

  it('is taken letter by letter by the sandbox’s own controls', async () => {
    expect(
      await statuses(
        sandbox.call('/_sandbox/scenarios'),
        sandbox.call('/_sandbox/Scenarios'),
        sandbox.call('/_SANDBOX/scenarios'),
        sandbox.call('/_sandbox/scenarios/'),
      ),
    ).toEqual([200, 404, 404, 404]);
  });

  it('may hold a key in brackets, or a kind of thing to be cast to', async () => {
    const [{ id, commerceSubscriptionId }] = (await sandbox.graph('/directory/subscriptions')).body.value;
    const byKey = (key: string) => sandbox.graph(`/directory/subscriptions(commerceSubscriptionId=${key})`);
    expect((await byKey(`'${commerceSubscriptionId}'`)).body.id).toBe(id);
    expect((await byKey(`%27${commerceSubscriptionId}%27`)).body.id).toBe(id);
    expect(await statuses(byKey("'x'"), byKey('x'))).toEqual([404, 404]);
    const { users } = await sandbox.report('?users=full');
    const admin = users.list.find(({ isAdmin }: { isAdmin: boolean }) => isAdmin);
    const roles = await sandbox.graph(
      `/users/${admin.id}/transitiveMemberOf/microsoft.graph.directoryRole?$count=true`,
      { headers: { ConsistencyLevel: 'eventual' } },
    );
    expect(roles.body.value).toMatchObject([{ displayName: 'Global Administrator' }]);
  });

  it('may hold what looks like a part of it, escaped', async () => {
    const odd = await sandbox.graph('/users/a%2Fb%3Fc%23d%25e');
    expect([odd.status, odd.body.error.message]).toEqual([404, expect.stringContaining("'a/b?c#d%e'")]);
    const stray = await sandbox.graph('/users/100%');
    expect([stray.status, stray.body.error.message]).toEqual([404, expect.stringContaining("'100%'")]);
    expect((await sandbox.graph(`/users/${'x'.repeat(3000)}`)).status).toBe(404);
  });

  it('tells a missing thing from a missing method', async () => {
    const remove = { method: 'DELETE' };
    expect(await statuses(sandbox.graph('/nothing'), sandbox.graph('/users', remove))).toEqual([404, 405]);
    expect(await statuses(sandbox.commerce('/nothing'), sandbox.commerce('/orders', remove))).toEqual([404, 405]);
    const account = await billingAccount(sandbox);
    const at = (path: string, ask = {}) => account.at(`${billing}${path}`, ask);
    expect(await statuses(at('/nothing'), at('/billingAccounts', remove))).toEqual([404, 405]);
  });

  it('leads to no tenant by another name than the one it was put in by', async () => {
    await sandbox.call('/_sandbox/tenants/a%20b', { method: 'PUT', body: { displayName: 'Spaced', users: 1 } });
    const Authorization = `Bearer ${await sandbox.token('partner', 'https://api.partnercenter.microsoft.com')}`;
    const profile = await sandbox.call('/partnercenter/v1/customers/A%20B/profiles/billing', {
      headers: { Authorization },
    });
    expect(profile.body.companyName).toBe('Spaced');
    const graph = await sandbox.token('a%20b', 'https://graph.microsoft.com');
    const shown = await sandbox.call('/v1.0/organization', { headers: { Authorization: `Bearer ${graph}` } });
    expect(shown.body.value[0].displayName).toBe('Spaced');
  });
});
