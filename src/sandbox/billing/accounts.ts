import type { ApiCall, ApiRoute, ApiRun } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { Tenant } from '../world/state.js';
import { organizationAddress } from './address.js';
import { armNotFound } from './arm-error.js';
import { billingPage } from './billing-page.js';
import { accountId, accountName, providerPath } from './names.js';

const accounts = `${providerPath}/billingAccounts`;
/** The path of one account. */
export const account = `${accounts}/:account`;

export const accountRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: accounts, run: list },
  { method: 'GET', path: account, run: withAccount(get) },
];

/** Lets through calls for the tenant's own account. Only tenants on a customer agreement have one that can be used. */
export function withAccount(run: ApiRun): ApiRun {
  return (call) => {
    const isOwn = (call.parameters.account ?? '').toLowerCase() === accountName(call.tenant);
    return hasAccount(call.tenant) && isOwn ? run(call) : armNotFound('billing account');
  };
}

function hasAccount({ scenario }: Tenant): boolean {
  return scenario.commerce === 'billing-account';
}

function list(call: ApiCall): ApiResponse {
  return billingPage(call, hasAccount(call.tenant) ? [accountResource(call.tenant)] : [], { withCount: false });
}

function get({ tenant }: ApiCall): ApiResponse {
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
      ...(tenant.scenario.billing.soldTo ? { soldTo: organizationAddress(tenant) } : {}),
    },
  };
}
