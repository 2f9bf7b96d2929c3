import type { ApiCall, ApiRoute } from '../api.js';
import { day } from '../duration.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import { domainOf } from '../world/add-people.js';
import type { Tenant } from '../world/state.js';
import { graphEntity } from './graph-entity.js';
import { graphNotFound } from './graph-error.js';
import { context } from './request.js';
import { project, type Resource, selected } from './resource.js';

const empty = () => null;
const none = () => [];

/** @see https://learn.microsoft.com/graph/api/resources/organization */
const organizationResource: Resource<Tenant> = {
  type: 'organization',
  properties: {
    id: ({ id }) => id,
    deletedDateTime: empty,
    businessPhones: none,
    city: empty,
    /** Many tenants have it empty, and say where they are by letters alone. */
    country: empty,
    displayName: ({ scenario }) => scenario.displayName,
    countryLetterCode: ({ scenario }) => scenario.country,
    defaultUsageLocation: ({ scenario }) => scenario.country,
    preferredLanguage: ({ scenario }) => (scenario.country === 'SE' ? 'sv' : 'en'),
    tenantType: () => 'AAD',
    createdDateTime: ({ createdAt }) => isoSeconds(createdAt - 3650 * day),
    marketingNotificationEmails: none,
    onPremisesLastSyncDateTime: empty,
    onPremisesSyncEnabled: empty,
    partnerTenantType: empty,
    postalCode: empty,
    privacyProfile: (tenant) => ({ contactEmail: `it@${domainOf(tenant)}`, statementUrl: '' }),
    securityComplianceNotificationMails: none,
    securityComplianceNotificationPhones: none,
    state: empty,
    street: empty,
    technicalNotificationMails: (tenant) => [`it@${domainOf(tenant)}`],
    assignedPlans: none,
    provisionedPlans: none,
    verifiedDomains: (tenant) => [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: true,
        name: domainOf(tenant),
        type: 'Managed',
      },
    ],
  },
};

export const organizationRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/organization', cost: 1, run: list },
  { method: 'GET', path: '/organization/:id', cost: 1, run: get },
];

function list(call: ApiCall): ApiResponse {
  const shown = project(organizationResource, call.tenant, selected(organizationResource, call.query));
  return { status: 200, body: { ...context(call, 'organization'), value: [shown] } };
}

function get(call: ApiCall): ApiResponse {
  const { id = '' } = call.parameters;
  if (id !== call.tenant.id) return graphNotFound(id, call.now);
  return graphEntity(call, organizationResource, call.tenant, 'organization');
}
