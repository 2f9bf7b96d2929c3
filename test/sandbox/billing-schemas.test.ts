import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { schemasDir } from '../support/openapi.js';
import { schemasOf } from '../support/schema-of.js';
import { type BillingAccount, billing, billingAccount } from './billing-account.js';
import { type Json, type OpenSandbox, openSandbox } from './support.js';

const schemas = schemasDir ? describe : describe.skip;
if (!schemasDir)
  process.stdout.write('SCHEMAS_DIR is not set: billing answers are not checked against the OpenAPI document.\n');

schemas('answers of a billing account fit the OpenAPI document', () => {
  let fitsSchema: ReturnType<typeof schemasOf>;
  let sandbox: OpenSandbox;
  let account: BillingAccount;
  beforeAll(() => {
    fitsSchema = schemasOf('billing-openapi.json');
  });
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const put = async (more: Record<string, unknown> = {}) => {
    await sandbox.put({ commerce: 'billing-account', users: 12, ...more });
    account = await billingAccount(sandbox);
  };
  const fits = (schema: string, body: Json) => {
    fitsSchema(schema, body);
    // An answer with nothing that the schema speaks of would fit as well.
    expect(Object.keys(body).length).toBeGreaterThan(0);
  };
  const read = async (schema: string, path: string) => fits(schema, (await account.at(path)).body);

  it.each([{}, { payment: 'invoice', blockers: ['UNPAID_BALANCE'] }, { blockers: ['SUBSCRIPTION_NOT_ACTIVE'] }])(
    'when it is read %j',
    async (more) => {
      await put({ owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3, users: 1 }], ...more });
      const { id, properties } = await account.named('Office 365 E4');
      await read('BillingAccountListResult', `${billing}/billingAccounts`);
      await read('BillingAccount', account.account);
      await read('BillingProfileListResult', `${account.account}/billingProfiles`);
      await read('BillingProfile', properties.billingProfileId);
      await read('BillingSubscriptionListResult', `${properties.billingProfileId}/billingSubscriptions?top=1`);
      await read('BillingSubscriptionListResult', `${account.account}/billingSubscriptions`);
      await read('BillingSubscription', id);
      await read('BillingSubscriptionAliasListResult', `${account.account}/billingSubscriptionAliases`);
      await read('ErrorResponse', `${account.account}/billingSubscriptions/none`);
    },
  );

  it('when it buys, changes and cancels', async () => {
    await put();
    const bought = (await account.buy('order-1', 'SPE_E5', 12)).body;
    fits('BillingSubscriptionAlias', bought);
    await read('BillingSubscriptionAlias', bought.id);
    await read('BillingSubscriptionAliasListResult', `${account.account}/billingSubscriptionAliases`);
    const changed = await account.patch(bought.properties.billingSubscriptionId, { quantity: 14 });
    fits('ErrorResponse', (await account.patch(bought.properties.billingSubscriptionId, { quantity: 15 })).body);
    await sandbox.advance('PT1M');
    fits('BillingSubscription', (await account.outcome(changed)).body);
    await account.cancel(bought.properties.billingSubscriptionId);
    await read('BillingSubscription', bought.properties.billingSubscriptionId);
    await sandbox.advance('PT1M');
    await read('BillingSubscription', bought.properties.billingSubscriptionId);
    fits('ErrorResponse', (await account.buy('order-2', 'ENTERPRISEWITHSCAL', 1)).body);
  });

  it.each(['approve', 'decline'])('while and after a credit check: %s', async (creditCheck) => {
    await put({ creditCheck });
    await account.buy('order-1', 'SPE_E5', 12);
    const alias = `${account.account}/billingSubscriptionAliases/order-1`;
    await read('BillingSubscriptionAlias', alias);
    await sandbox.advance('P2D');
    await read('BillingSubscriptionAlias', alias);
  });
});
