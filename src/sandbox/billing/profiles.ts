import type { ApiCall, ApiRoute, ApiRun } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { Tenant } from '../world/state.js';
import { account, withAccount } from './accounts.js';
import { organizationAddress } from './address.js';
import { armNotFound } from './arm-error.js';
import { billingPage } from './billing-page.js';
import { accountId, profileName } from './names.js';

const all = `${account}/billingProfiles`;

export const profileRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: all, run: withAccount(list) },
  { method: 'GET', path: `${all}/:profile`, run: withAccount(withProfile(get)) },
];

/** Lets through calls for the account's only billing profile. */
export function withProfile(run: ApiRun): ApiRun {
  return (call) => {
    const isKnown = (call.parameters.profile ?? '').toUpperCase() === profileName(call.tenant);
    return isKnown ? run(call) : armNotFound('billing profile');
  };
}

function list(call: ApiCall): ApiResponse {
  return billingPage(call, [profileResource(call.tenant)]);
}

function get({ tenant }: ApiCall): ApiResponse {
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
