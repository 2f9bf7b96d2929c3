import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { partnerCenter } from '../microsoft/partnerCenter/client.js';
import { checkCatalogue } from './check-catalogue.js';
import { explainProblem } from './explain-problem.js';
import { type Finding, ok } from './finding.js';

const id = 'commerce.partner-center';

/**
 * Reads the customer in Partner Center; for the partner's own tenant, one page of its customers.
 * @see https://learn.microsoft.com/partner-center/developer/get-a-customer-by-id
 */
export async function checkPartnerCenter(options: {
  api: string;
  token: string;
  partnerTenantId: string;
  tenant: string;
  fetch: typeof fetch;
}): Promise<Finding[]> {
  const { api, token, partnerTenantId, tenant } = options;
  const center = partnerCenter({
    baseUrl: api,
    tokens: async () => token,
    fetch: options.fetch,
    attempts: 1,
    partnerTenantId,
    newGuid: randomUUID,
  });
  const own = tenant.toLowerCase() === partnerTenantId.toLowerCase();
  const path = own ? '/v1/customers?size=1' : '';
  try {
    await center.get({ customer: tenant, path, doing: 'reading a customer' }, z.looseObject({}));
    if (own) return [ok(id, 'answers (name a customer with --tenant to check that one)')];
    return [ok(id, `knows the customer ${tenant}`), ...(await checkCatalogue(center, tenant, api))];
  } catch (thrown) {
    const told = explainProblem(id, thrown, {
      api,
      denied: 'Partner Center > Account settings > App management: add the app as a web app, with the roles it needs.',
      notFound: `Make ${tenant} a customer of the partner ${partnerTenantId}, or check PARTNER_TENANT_ID and --tenant.`,
    });
    return [told];
  }
}
