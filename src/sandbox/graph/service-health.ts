import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds, isoTime } from '../iso-time.js';
import type { Tenant } from '../world/state.js';
import { graphEntity } from './graph-entity.js';
import { missing } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { project, type Resource, toldUnasked } from './resource.js';

const services = [
  ['Exchange', 'Exchange Online'],
  ['OSDPPlatform', 'Microsoft 365 suite'],
  ['SharePoint', 'SharePoint Online'],
  ['microsoftteams', 'Microsoft Teams'],
  ['Lync', 'Skype for Business'],
] as const;

interface Health {
  readonly id: string;
  readonly service: string;
  readonly issues: readonly Issue[];
}

interface Issue {
  readonly id: string;
  readonly service: string;
  readonly startedAt: number;
}

/** A plan that is not set up shows as an incident of the service it belongs to. */
function issuesOf(tenant: Tenant): Issue[] {
  const isStuck = tenant.subscriptions.some(({ stuckPlans }) => stuckPlans.length > 0);
  return isStuck ? [{ id: 'EX226792', service: 'Exchange Online', startedAt: tenant.createdAt }] : [];
}

/** @see https://learn.microsoft.com/graph/api/resources/servicehealthissue */
const issueResource: Resource<Issue> = {
  type: 'serviceHealthIssue',
  properties: {
    id: ({ id }) => id,
    title: () => 'Some organizations may see delays while the service is set up',
    service: ({ service }) => service,
    feature: () => 'Provisioning',
    featureGroup: () => 'Management and Provisioning',
    classification: () => 'incident',
    origin: () => 'microsoft',
    status: () => 'serviceDegradation',
    isResolved: () => false,
    impactDescription: () => 'The service may not be available to newly licensed people.',
    startDateTime: ({ startedAt }) => isoSeconds(startedAt),
    endDateTime: () => null,
    /** To the millisecond, unlike the other times. */
    lastModifiedDateTime: ({ startedAt }) => isoTime(startedAt),
    details: () => [],
    posts: () => [],
  },
};

const healthResource: Resource<Health> = {
  type: 'serviceHealth',
  properties: {
    id: ({ id }) => id,
    service: ({ service }) => service,
    status: ({ issues }) => (issues.length > 0 ? 'serviceDegradation' : 'serviceOperational'),
    issues: ({ issues }) => issues.map((issue) => project(issueResource, issue, toldUnasked(issueResource))),
  },
  byDefault: ['id', 'service', 'status'],
};

const overviews = 'admin/serviceAnnouncement/healthOverviews';
const issues = 'admin/serviceAnnouncement/issues';

const withHealth = finding(
  ({ tenant, parameters }: ApiCall) => healths(tenant).find(({ id }) => id === parameters.id),
  missing('id'),
);

const withIssue = finding(
  ({ tenant, parameters }: ApiCall) => issuesOf(tenant).find(({ id }) => id === parameters.id),
  missing('id'),
);

export const healthRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `/${overviews}`, cost: 1, run: listHealths },
  {
    method: 'GET',
    path: `/${overviews}/:id`,
    cost: 1,
    run: withHealth((call, health) => graphEntity(call, shape(call), health, overviews)),
  },
  { method: 'GET', path: `/${issues}`, cost: 1, run: listIssues },
  {
    method: 'GET',
    path: `/${issues}/:id`,
    cost: 1,
    run: withIssue((call, issue) => graphEntity(call, issueResource, issue, issues)),
  },
];

function healths(tenant: Tenant): Health[] {
  const open = issuesOf(tenant);
  return services.map(([id, service]) => ({
    id,
    service,
    issues: open.filter((found) => found.service === service),
  }));
}

function shape({ query }: ApiCall): Resource<Health> {
  const isExpanded = (query.get('$expand') ?? '').toLowerCase().startsWith('issues');
  return isExpanded ? { ...healthResource, byDefault: [...toldUnasked(healthResource), 'issues'] } : healthResource;
}

function listHealths(call: ApiCall): ApiResponse {
  return graphPage(call, shape(call), { things: healths(call.tenant), of: overviews });
}

function listIssues(call: ApiCall): ApiResponse {
  return graphPage(call, issueResource, { things: issuesOf(call.tenant), of: issues });
}
