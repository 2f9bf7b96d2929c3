import type { ApiResponse } from '../http/message.js';
import type { Tenant } from '../world/state.js';
import { withAccount } from './accounts.js';
import { organizationAddress } from './address.js';
import { page } from './paging.js';
import { accountId, type BillingCall, type BillingRoute, type BillingRun, notFound, profileName } from './request.js';

const all = '/billingAccounts/:account/billingProfiles';

export const profileRoutes: readonly BillingRoute[] = [
  { method: 'GET', pattern: all, run: withAccount(list) },
  { method: 'GET', pattern: `${all}/:profile`, run: withAccount(withProfile(get)) },
];

/** Lets through calls for the account's only billing profile. */
export function withProfile(run: BillingRun): BillingRun {
  return (call) => {
    const isKnown = (call.parameters.profile ?? '').toUpperCase() === profileName(call.tenant);
    return isKnown ? run(call) : notFound('billing profile');
  };
}

function list(call: BillingCall): ApiResponse {
  return page(call, [profileResource(call.tenant)]);
}

function get({ tenant }: BillingCall): ApiResponse {
  return { status: 200, body: profileResource(tenant) };
}

export function profileId(tenant: Tenant): string {
  return `${accountId(tenant)}/billingProfiles/${profileName(tenant)}`;
}

function profileResource(tenant: Tenant): Record<string, unknown> {
  const { displayName, currency, payment } = tenant.scenario;
  const isPastDue = tenant.blockers.has('UNPAID_BALANCE');
  const address = organizationAddress(tenant);
  return {
    id: profileId(tenant),
    name: profileName(tenant),
    type: 'Microsoft.Billing/billingAccounts/billingProfiles',
    properties: {
      provisioningState: 'Succeeded',
      billingRelationshipType: 'Direct',
      billTo: address,
      soldTo: address,
      currency,
      displayName,
      hasReadAccess: true,
      invoiceDay: 5,
      invoiceEmailOptIn: payment === 'invoice',
      spendingLimit: 'Off',
      status: isPastDue ? 'Warned' : 'Active',
      ...(isPastDue ? { statusReasonCode: 'PastDue' } : {}),
      ...(payment === 'invoice' ? { currentPaymentTerm: { term: 'net30', isDefault: true } } : {}),
      targetClouds: [],
    },
  };
}
