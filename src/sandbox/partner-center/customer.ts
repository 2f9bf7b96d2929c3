import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { domainOf } from '../world/add-people.js';
import { selfLink } from './partner-error.js';

export const customerRoutes: readonly ApiRoute[] = [{ method: 'GET', path: '', run: get }];

/** @see https://learn.microsoft.com/partner-center/developer/get-a-customer-by-id */
function get({ tenant, path }: ApiCall): ApiResponse {
  const { id, billingProfile } = tenant;
  const domain = domainOf(tenant);
  const body = {
    id,
    commerceId: id,
    companyProfile: {
      tenantId: id,
      domain,
      companyName: billingProfile.companyName,
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: true,
    customDomains: [domain],
    links: selfLink(path),
    attributes: { objectType: 'Customer' },
  };
  return { status: 200, body };
}
