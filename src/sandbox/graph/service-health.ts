import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import type { Tenant } from '../world/state.js';
import { graphNotFound } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { context } from './request.js';
import { project, type Resource, selected } from './resource.js';

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
  readonly ordinal: number;
}

interface Issue {
  readonly id: string;
  readonly service: string;
  readonly startedAt: number;
  readonly ordinal: number;
}

/** A plan that is not set up shows as an incident of the service it belongs to. */
function issuesOf(tenant: Tenant): Issue[] {
  const isStuck = tenant.subscriptions.some(({ stuckPlans }) => stuckPlans.length > 0);
  return isStuck ? [{ id: 'EX226792', service: 'Exchange Online', startedAt: tenant.createdAt, ordinal: 0 }] : [];
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
    lastModifiedDateTime: ({ startedAt }) => isoSeconds(startedAt),
    details: () => [],
    posts: () => [],
  },
  byDefault: [
    'id',
    'title',
    'service',
    'feature',
    'featureGroup',
    'classification',
    'origin',
    'status',
    'isResolved',
    'impactDescription',
    'startDateTime',
    'endDateTime',
    'lastModifiedDateTime',
    'details',
    'posts',
  ],
};

const healthResource: Resource<Health> = {
  type: 'serviceHealth',
  properties: {
    id: ({ id }) => id,
    service: ({ service }) => service,
    status: ({ issues }) => (issues.length > 0 ? 'serviceDegradation' : 'serviceOperational'),
    issues: ({ issues }) => issues.map((issue) => project(issueResource, issue, issueResource.byDefault)),
  },
  byDefault: ['id', 'service', 'status'],
};

const prefix = '/admin/serviceAnnouncement';

export const healthRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `${prefix}/healthOverviews`, cost: 1, run: overviews },
  { method: 'GET', path: `${prefix}/healthOverviews/:id`, cost: 1, run: overview },
  { method: 'GET', path: `${prefix}/issues`, cost: 1, run: issues },
  { method: 'GET', path: `${prefix}/issues/:id`, cost: 1, run: issue },
];

function healths(tenant: Tenant): Health[] {
  const open = issuesOf(tenant);
  return services.map(([id, service], ordinal) => ({
    id,
    service,
    issues: open.filter((found) => found.service === service),
    ordinal,
  }));
}

function shape({ query }: ApiCall): Resource<Health> {
  const isExpanded = (query.get('$expand') ?? '').toLowerCase().startsWith('issues');
  return isExpanded ? { ...healthResource, byDefault: [...healthResource.byDefault, 'issues'] } : healthResource;
}

function overviews(call: ApiCall): ApiResponse {
  const of = 'admin/serviceAnnouncement/healthOverviews';
  return graphPage(call, shape(call), { things: healths(call.tenant), ordinal: ({ ordinal }) => ordinal, of });
}

function overview(call: ApiCall): ApiResponse {
  const found = healths(call.tenant).find(({ id }) => id === call.parameters.id);
  if (!found) return graphNotFound(call.parameters.id ?? '', call.now);
  const resource = shape(call);
  const shown = project(resource, found, selected(resource, call.query));
  return { status: 200, body: { ...context(call, 'admin/serviceAnnouncement/healthOverviews/$entity'), ...shown } };
}

function issues(call: ApiCall): ApiResponse {
  const of = 'admin/serviceAnnouncement/issues';
  return graphPage(call, issueResource, { things: issuesOf(call.tenant), ordinal: ({ ordinal }) => ordinal, of });
}

function issue(call: ApiCall): ApiResponse {
  const found = issuesOf(call.tenant).find(({ id }) => id === call.parameters.id);
  if (!found) return graphNotFound(call.parameters.id ?? '', call.now);
  const shown = project(issueResource, found, selected(issueResource, call.query));
  return { status: 200, body: { ...context(call, 'admin/serviceAnnouncement/issues/$entity'), ...shown } };
}
