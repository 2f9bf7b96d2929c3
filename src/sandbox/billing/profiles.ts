import type { ApiCall, ApiRoute, ApiRun } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import type { Tenant } from '../world/state.js';
import { account, withAccount } from './accounts.js';
import { organizationAddress } from './address.js';
import { armNotFound } from './arm-error.js';
import { billingPage } from './billing-page.js';
import { type InvoiceSection, type Profile, profilesOf } from './payers.js';

const all = `${account}/billingProfiles`;
/** The path of one profile. */
export const profile = `${all}/:profile`;

const findProfile = finding(
  ({ tenant, parameters }: ApiCall) =>
    profilesOf(tenant).find(({ name }) => name === (parameters.profile ?? '').toUpperCase()),
  () => armNotFound('billing profile'),
);

export const profileRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: all, run: withAccount(list) },
  { method: 'GET', path: profile, run: withAccount(findProfile(get)) },
  { method: 'GET', path: `${profile}/invoiceSections`, run: withAccount(findProfile(listSections)) },
  { method: 'GET', path: `${profile}/paymentMethodLinks`, run: withAccount(findProfile(listPaymentMethods)) },
];

/** Lets through calls for a billing profile that the account has. */
export function withProfile(run: ApiRun): ApiRun {
  return findProfile((call) => run(call));
}

function list(call: ApiCall): ApiResponse {
  return billingPage(
    call,
    profilesOf(call.tenant).map((one) => profileResource(call.tenant, one)),
  );
}

function get({ tenant }: ApiCall, one: Profile): ApiResponse {
  return { status: 200, body: profileResource(tenant, one) };
}

function profileResource(tenant: Tenant, one: Profile): Record<string, unknown> {
  const { currency } = tenant.scenario;
  const isPastDue = tenant.blockers.has('UNPAID_BALANCE');
  const byInvoice = one.payments.includes('invoice');
  const address = organizationAddress(tenant);
  return {
    id: one.id,
    name: one.name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles',
    properties: {
      provisioningState: 'Succeeded',
      billingRelationshipType: 'Direct',
      ...(one.billTo ? { billTo: address } : {}),
      ...(one.soldTo ? { soldTo: address } : {}),
      currency,
      displayName: one.displayName,
      hasReadAccess: true,
      invoiceDay: 5,
      invoiceEmailOptIn: byInvoice,
      spendingLimit: 'Off',
      status: isPastDue ? 'Warned' : 'Active',
      ...(isPastDue ? { statusReasonCode: 'PastDue' } : {}),
      ...(byInvoice ? { currentPaymentTerm: { term: 'net30', isDefault: true } } : {}),
      targetClouds: [],
    },
  };
}

function listSections(call: ApiCall, one: Profile): ApiResponse {
  return billingPage(call, one.sections.map(sectionResource));
}

function sectionResource({ id, name, displayName }: InvoiceSection): Record<string, unknown> {
  return {
    id,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections',
    properties: { displayName, provisioningState: 'Succeeded', state: 'Active' },
  };
}

const families = { card: 'CreditCard', invoice: 'CheckWire' } as const;

function listPaymentMethods(call: ApiCall, one: Profile): ApiResponse {
  const links = one.payments.map((payment, index) => ({
    id: `${one.id}/paymentMethodLinks/${index + 1}`,
    name: String(index + 1),
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks',
    properties: { family: families[payment], status: 'active' },
  }));
  return billingPage(call, links);
}
