import type { Call, Route, Run } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { Tenant } from '../world/state.js';
import { organizationAddress } from './address.js';
import { page } from './paging.js';
import { accountId, accountName, notFound, providerPath } from './request.js';

const accounts = `${providerPath}/billingAccounts`;
/** The path of one account. */
export const account = `${accounts}/:account`;

export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: accounts, run: list },
  { method: 'GET', path: account, run: withAccount(get) },
];

/** Lets through calls for the tenant's own account. Only tenants on a customer agreement have one that can be used. */
export function withAccount(run: Run): Run {
  return (call) => {
    const isOwn = (call.parameters.account ?? '').toLowerCase() === accountName(call.tenant);
    return hasAccount(call.tenant) && isOwn ? run(call) : notFound('billing account');
  };
}

function hasAccount({ scenario }: Tenant): boolean {
  return scenario.commerce === 'billing-account';
}

function list(call: Call): ApiResponse {
  return page(call, hasAccount(call.tenant) ? [accountResource(call.tenant)] : [], { withCount: false });
}

function get({ tenant }: Call): ApiResponse {
  return { status: 200, body: accountResource(tenant) };
}

function accountResource(tenant: Tenant): Record<string, unknown> {
  return {
    id: accountId(tenant),
    name: accountName(tenant),
    type: 'Microsoft.Billing/billingAccounts',
    properties: {
      accountStatus: 'Active',
      accountType: 'Business',
      agreementType: 'MicrosoftCustomerAgreement',
      displayName: tenant.scenario.displayName,
      hasReadAccess: true,
      primaryBillingTenantId: tenant.id,
      soldTo: organizationAddress(tenant),
    },
  };
}
