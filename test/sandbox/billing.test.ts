import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { billingProducts } from '../../src/sandbox/billing/products.js';
import { type BillingAccount, billing, billingAccount, productOf } from './billing-account.js';
import { assign, type Json, type OpenSandbox, openSandbox, people, sku, tenantId } from './support.js';

const scenario = { commerce: 'billing-account', users: 12 };

describe('a billing account', () => {
  let sandbox: OpenSandbox;
  let account: BillingAccount;
  const put = async (more: Record<string, unknown> = {}) => {
    await sandbox.put({ ...scenario, ...more });
    account = await billingAccount(sandbox);
  };
  beforeEach(async () => {
    sandbox = await openSandbox();
    await put();
  });
  afterEach(() => sandbox.close());

  const properties = async (name: string) => (await account.named(name)).properties;
  const code = ({ status, body }: { status: number; body: Json }) => [status, body.error.code];

  describe('is read', () => {
    it('by its own tenant only, with a token for Resource Manager', async () => {
      expect(account.account).toMatch(/\/billingAccounts\/[0-9a-f-]{36}:[0-9a-f-]{36}_2019-05-31$/);
      const other = await billingAccount(sandbox, '11111111-2222-4333-8444-555555555555');
      expect(other.account).toBe('');
      expect(code(await other.at(account.account))).toEqual([404, 'ResourceNotFound']);
      const graph = await sandbox.token(tenantId, 'https://graph.microsoft.com');
      const headers = { Authorization: `Bearer ${graph}` };
      expect(code(await account.at(account.account, { headers }))).toEqual([401, 'InvalidAuthenticationToken']);
    });

    it('with the version of the API that it has', async () => {
      expect(code(await account.call(account.account))).toEqual([400, 'MissingApiVersionParameter']);
      const old = await account.call(`${account.account}?api-version=2020-05-01`);
      expect(code(old)).toEqual([400, 'InvalidApiVersionParameter']);
    });

    it('as none where the tenant has another kind of commerce', async () => {
      for (const commerce of ['partner-center', 'admin-center']) {
        await put({ commerce });
        expect((await account.at(`${billing}/billingAccounts`)).body).toEqual({ value: [] });
      }
    });

    it('page by page', async () => {
      await put({ owned: Array.from({ length: 6 }, () => ({ sku: 'ENTERPRISEPACK', seats: 1 })) });
      const seen: string[] = [];
      const first = await account.at(`${account.account}/billingSubscriptions?top=3`);
      expect(first.body.totalCount).toBe(7);
      for (let { body } = first; ; { body } = await account.call(body.nextLink)) {
        seen.push(...body.value.map(({ name }: Json) => name));
        if (body.nextLink === undefined) break;
      }
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
      expect((await account.at(`${account.account}/billingSubscriptions?top=51`)).status).toBe(400);
    });

    it('without what was bought from a partner', async () => {
      await put({ purchaseChannel: 'partner' });
      expect((await account.at(`${account.account}/billingSubscriptions`)).body.value).toEqual([]);
    });

    it('with the same names that the directory has', async () => {
      const { name, properties: shown } = await account.named('Office 365 E4');
      const [row] = (await sandbox.graph('/directory/subscriptions')).body.value;
      expect(name).toBe(row.commerceSubscriptionId);
      expect(shown).toMatchObject({ quantity: 12, status: 'Active', provisioningTenantId: tenantId });
      expect(shown).toMatchObject(productOf('ENTERPRISEWITHSCAL'));
    });

    it('with the address of the organization and what it owes', async () => {
      await put({ blockers: ['UNPAID_BALANCE'], country: 'SE', currency: 'SEK' });
      const { billingProfileId } = await properties('Office 365 E4');
      const profile = (await account.at(billingProfileId)).body.properties;
      expect(profile).toMatchObject({ currency: 'SEK', status: 'Warned', statusReasonCode: 'PastDue' });
      expect(profile.soldTo).toMatchObject({ country: 'SE', city: 'Göteborg', companyName: 'Contoso' });
      expect(profile.billTo).toEqual(profile.soldTo);
      await sandbox.patch({ blockers: [] });
      expect((await account.at(billingProfileId)).body.properties.status).toBe('Active');
    });
  });

  describe('buys', () => {
    it('seats that show in the directory and are set up later', async () => {
      await put({ provisioningDelay: 'PT20M' });
      const bought = await account.buy('order-1', 'ENTERPRISEPREMIUM', 12);
      expect([bought.status, bought.body.properties.provisioningState]).toEqual([201, 'Provisioning']);
      const subscription = await account.at(bought.body.properties.billingSubscriptionId);
      expect(subscription.body.properties).toMatchObject({ displayName: 'Bought here', billingFrequency: 'P1M' });
      const [, row] = (await sandbox.graph('/directory/subscriptions')).body.value;
      expect(row).toMatchObject({ commerceSubscriptionId: subscription.body.name, totalLicenses: 12 });
      const [one] = await people(sandbox);
      expect((await assign(sandbox, one.id, [sku.e5], [sku.e4])).status).toBe(400);
      await sandbox.advance('PT20M');
      const alias = await account.at(bought.body.id);
      expect(alias.body.properties.provisioningState).toBe('Succeeded');
      expect((await assign(sandbox, one.id, [sku.e5], [sku.e4])).status).toBe(200);
      expect((await sandbox.report()).orders).toMatchObject([
        { sku: 'ENTERPRISEPREMIUM', quantity: 12, billingCycle: 'monthly', key: 'order-1' },
      ]);
    });

    it('once under one name', async () => {
      const first = await account.buy('order-1', 'SPE_E5', 5);
      const again = await account.buy('ORDER-1', 'SPE_E5', 5);
      expect([again.status, again.body]).toEqual([200, first.body]);
      expect(code(await account.buy('order-1', 'SPE_E3', 5))).toEqual([409, 'AliasAlreadyExists']);
      expect((await sandbox.report()).orders).toHaveLength(1);
      await account.buy('order-2', 'SPE_E5', 5);
      expect((await sandbox.report()).orders).toHaveLength(2);
      expect((await account.at(`${account.account}/billingSubscriptionAliases`)).body.value).toHaveLength(2);
    });

    it('more seats of the same purchase when the same name asks for more', async () => {
      const { body } = await account.buy('order-1', 'SPE_E5', 5);
      const more = await account.buy('order-1', 'SPE_E5', 8);
      expect(more.status).toBe(202);
      await sandbox.advance('PT1M');
      expect((await account.at(body.properties.billingSubscriptionId)).body.properties.quantity).toBe(8);
      expect((await sandbox.report()).orders).toHaveLength(1);
    });

    it.each([
      ['approve', 200, 'Succeeded', 2],
      ['decline', 400, 'Failed', 1],
    ])('after a credit check that ends in %s', async (creditCheck, status, state, subscriptions) => {
      await put({ creditCheck, provisioningDelay: 'PT0S' });
      const bought = await account.buy('order-1', 'SPE_E5', 12);
      expect([bought.status, (await account.outcome(bought)).status]).toEqual([202, 202]);
      const alias = `${account.account}/billingSubscriptionAliases/order-1`;
      expect((await account.at(alias)).body.properties).toMatchObject({ provisioningState: 'Pending', quantity: 12 });
      expect(code(await account.buy('order-2', 'SPE_E5', 12))).toEqual([409, 'OrderInProgress']);
      await sandbox.advance('P2D');
      expect((await account.outcome(bought)).status).toBe(status);
      expect((await account.at(alias)).body.properties.provisioningState).toBe(state);
      expect((await sandbox.report()).subscriptions).toHaveLength(subscriptions);
    });

    it('nothing that is not sold or not understood', async () => {
      expect(code(await account.buy('a', 'ENTERPRISEWITHSCAL', 1))).toEqual([400, 'ProductNotAvailable']);
      expect(code(await account.buy('a', 'SPE_E5', 1, { productTypeId: 'X' }))).toEqual([400, 'ProductNotFound']);
      expect(code(await account.buy('a', 'SPE_E5', 1, { provisioningTenantId: 'x' }))).toEqual([400, 'InvalidTenant']);
      expect(code(await account.buy('a', 'SPE_E5', 0))).toEqual([400, 'InvalidRequestContent']);
      expect(code(await account.buy('a b', 'SPE_E5', 1))).toEqual([400, 'InvalidAliasName']);
      expect((await sandbox.report()).orders).toEqual([]);
    });

    it('products that are told apart by their ids', () => {
      const ids = Object.values(billingProducts).map(({ productTypeId }) => productTypeId);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  describe('cancels', () => {
    it('after a while, and is done when asked again', async () => {
      const { id } = await account.named('Office 365 E4');
      const answer = await account.cancel(id);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '10']);
      expect((await account.outcome(answer)).status).toBe(202);
      expect(await properties('Office 365 E4')).toMatchObject({ status: 'Active', operationStatus: 'LockedForUpdate' });
      const again = await account.cancel(id);
      expect(again.headers.get('location')).toBe(answer.headers.get('location'));
      await sandbox.advance('PT10S');
      expect((await account.outcome(answer)).status).toBe(204);
      expect(await properties('Office 365 E4')).toMatchObject({
        status: 'Cancelled',
        suspensionReasonDetails: [{ reason: 'Cancelled' }],
      });
      expect((await account.cancel(id)).status).toBe(204);
      const report = await sandbox.report();
      expect(report.cancellations).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL', by: 'billing-account' }]);
      expect(report.subscriptions[0].status).toBe('Suspended');
      await sandbox.advance('P90D');
      expect((await sandbox.report()).subscriptions[0].status).toBe('Deleted');
    });

    it('a new purchase for seven days only', async () => {
      const { body } = await account.buy('order-1', 'SPE_E5', 5);
      const id = body.properties.billingSubscriptionId;
      expect(body.properties.systemOverrides).toEqual({
        cancellation: 'Allowed',
        cancellationAllowedEndDate: '2026-01-12T08:00:00.000Z',
      });
      await sandbox.advance('P7D');
      expect((await account.at(id)).body.properties.systemOverrides.cancellation).toBe('NotAllowed');
      expect(code(await account.cancel(id))).toEqual([400, 'CancellationNotAllowed']);
      expect(code(await account.patch(id, { quantity: 4 }))).toEqual([400, 'QuantityReductionNotAllowed']);
      await sandbox.advance('P359D');
      expect((await account.cancel(id)).status).toBe(202);
    });
  });

  describe('changes', () => {
    it('quantity after a while, and nothing else meanwhile', async () => {
      const { id } = await account.named('Office 365 E4');
      const answer = await account.patch(id, { quantity: 15 });
      expect(answer.status).toBe(202);
      expect((await properties('Office 365 E4')).quantity).toBe(12);
      expect(code(await account.patch(id, { quantity: 20 }))).toEqual([409, 'LockedForUpdate']);
      expect(code(await account.cancel(id))).toEqual([409, 'LockedForUpdate']);
      await sandbox.advance('PT10S');
      const outcome = await account.outcome(answer);
      expect([outcome.status, outcome.body.properties.quantity]).toEqual([200, 15]);
      expect(code(await account.cancel(id))).toEqual([409, 'LockedForUpdate']);
      await sandbox.advance('PT30S');
      expect((await properties('Office 365 E4')).operationStatus).toBe('None');
      expect((await account.cancel(id)).status).toBe(202);
      expect((await sandbox.graph('/subscribedSkus')).body.value[0].prepaidUnits.enabled).toBe(15);
    });

    it('not below what is assigned, also when somebody is licensed meanwhile', async () => {
      await put({ seats: 14 });
      const { id } = await account.named('Office 365 E4');
      expect(code(await account.patch(id, { quantity: 11 }))).toEqual([400, 'QuantityBelowAssigned']);
      const answer = await account.patch(id, { quantity: 12 });
      const { users } = await sandbox.report('?users=full');
      const admin = users.list.find(({ isAdmin }: Json) => isAdmin);
      expect((await assign(sandbox, admin.id, [sku.e4], [])).status).toBe(200);
      await sandbox.advance('PT10S');
      expect(code(await account.outcome(answer))).toEqual([400, 'QuantityBelowAssigned']);
      expect((await properties('Office 365 E4')).quantity).toBe(14);
    });

    it('renewal, which a retired product does not have', async () => {
      await account.buy('order-1', 'SPE_E5', 5);
      const { id } = await account.named('Microsoft 365 E5');
      expect((await account.patch(id, { autoRenew: 'Off' })).status).toBe(202);
      await sandbox.advance('PT1M');
      expect((await properties('Microsoft 365 E5')).autoRenew).toBe('Off');
      const retired = await account.patch((await account.named('Office 365 E4')).id, { autoRenew: 'On' });
      expect(code(retired)).toEqual([400, 'AutoRenewNotAllowed']);
    });

    it('nothing when nothing differs', async () => {
      const { id } = await account.named('Office 365 E4');
      expect((await account.patch(id, { quantity: 12 })).status).toBe(200);
      expect((await properties('Office 365 E4')).operationStatus).toBe('None');
    });
  });
});
