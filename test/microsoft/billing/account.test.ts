import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { account, accountPath, alias, connectedCommerce, order, tenantId } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const accountsRoute = 'GET /providers/Microsoft.Billing/billingAccounts';
const customer = (name: string, agreementType = 'MicrosoftCustomerAgreement') => ({
  name,
  properties: { agreementType, displayName: name },
});

async function withAccounts(accounts: unknown[]) {
  const both = await connectedCommerce(
    (route) => (route === accountsRoute ? { body: { value: accounts } } : undefined),
    { billingAccountId: undefined },
  );
  server = both.server;
  return both;
}

describe('the billing account', () => {
  it('is the configured one, by name or by resource id, without looking for others', async () => {
    for (const billingAccountId of [account, accountPath]) {
      const { commerce, server: one } = await connectedCommerce(() => undefined, { billingAccountId });
      server = one;
      expect(await commerce.find(order)).toEqual({ is: 'notFound' });
      expect(one.seen.map(({ url }) => url)).toEqual([`${accountPath}${alias}?api-version=2024-04-01`]);
      await one.close();
    }
  });

  it('is asked with a token of the tenant for Azure Resource Manager', async () => {
    const { commerce, server } = await withAccounts([customer(account)]);
    await commerce.find(order);
    const tokens = server.seen.map(({ headers }) => headers.authorization);
    expect(new Set(tokens)).toEqual(new Set([`Bearer token-of-${tenantId}-for-https://management.azure.com/.default`]));
  });

  it('is the only one of a customer agreement, whatever older ones there are', async () => {
    const { commerce, server } = await withAccounts([
      customer('9c1d', 'MicrosoftOnlineServicesProgram'),
      customer(account),
    ]);
    expect(await commerce.find(order)).toEqual({ is: 'notFound' });
    expect(server.seen.at(-1)?.url).toContain(`${accountPath}/`);
  });

  it.each([
    ['none', []],
    ['several', [customer(account), customer('other')]],
    ['only an older one', [customer('9c1d', 'MicrosoftOnlineServicesProgram')]],
  ])('is not guessed when there is %s', async (_, accounts) => {
    const { commerce, server } = await withAccounts(accounts);
    for (const doing of [commerce.place(order), commerce.end(tenantId, 'source', 'run-1')]) {
      expect(await problemFrom(doing)).toEqual({
        is: 'refused',
        code: 'billingAccount',
        text: expect.stringMatching(/billing account/),
      });
    }
    expect(new Set(server.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('that the app has no role on is denied, with the role that is missing', async () => {
    const { commerce, server: one } = await connectedCommerce(() => ({
      status: 403,
      body: { error: { code: 'AuthorizationFailed', message: 'The client does not have authorization' } },
    }));
    server = one;
    expect(await problemFrom(commerce.find(order))).toEqual({ is: 'denied', needs: 'Billing account reader' });
  });
});
