import { z } from 'zod';
import { graphFault } from '../microsoft/graph/client.js';
import { ask, sender } from '../microsoft/http.js';
import { scopes } from '../microsoft/tokens.js';
import { explainProblem } from './explain-problem.js';
import { type Finding, ok } from './finding.js';

const id = 'commerce.billing-account';

/**
 * Reads the billing account.
 * @see https://learn.microsoft.com/rest/api/billing/billing-accounts/get
 */
export async function checkBillingAccount(options: {
  api: string;
  token: string;
  tenant: string;
  billingAccountId: string;
  fetch: typeof fetch;
}): Promise<Finding> {
  const { api, token, tenant, billingAccountId } = options;
  const send = sender(
    { baseUrl: api, tokens: async () => token, fetch: options.fetch, attempts: 1 },
    // Azure Resource Manager tells its errors in the same envelope as Graph.
    { scope: scopes.billing, readFault: graphFault, requestIdHeader: 'x-ms-request-id' },
  );
  const account = encodeURIComponent(billingAccountId);
  const path = `/providers/Microsoft.Billing/billingAccounts/${account}?api-version=2024-04-01`;
  const needs = 'a role on the billing account';
  try {
    const doing = 'reading the billing account';
    const call = { service: 'billing', kind: 'read', method: 'GET', tenantId: tenant, path, doing, needs } as const;
    await ask(send, call, z.looseObject({}));
    return ok(id, `the billing account ${billingAccountId} can be read`);
  } catch (thrown) {
    return explainProblem(id, thrown, {
      api,
      denied: 'Azure portal > Cost Management + Billing > the account > Access control: make the app a contributor.',
      notFound:
        'Put the name of the account, as Cost Management + Billing > Properties shows it, into BILLING_ACCOUNT_ID.',
    });
  }
}
