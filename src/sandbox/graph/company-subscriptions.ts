import type { ApiCall, ApiRoute } from '../api.js';
import { day } from '../duration.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import { partNumber } from '../world/seats.js';
import { serviceStatusOf } from '../world/service-status.js';
import type { Subscription } from '../world/state.js';
import { graphNotFound } from './graph-error.js';
import { graphPage } from './graph-page.js';
import { context } from './request.js';
import { project, type Resource, selected } from './resource.js';

interface Purchase {
  readonly subscription: Subscription;
  readonly ordinal: number;
  readonly now: number;
}

const year = 365 * day;

/** One row a purchase. @see https://learn.microsoft.com/graph/api/resources/companysubscription */
const purchaseResource: Resource<Purchase> = {
  type: 'companySubscription',
  properties: {
    id: ({ subscription }) => subscription.id,
    commerceSubscriptionId: ({ subscription }) => subscription.commerceId,
    createdDateTime: ({ subscription }) => isoSeconds(subscription.createdAt),
    isTrial: ({ subscription }) => subscription.isTrial,
    nextLifecycleDateTime: ({ subscription, now }) => isoSeconds(renewalAfter(subscription.createdAt, now)),
    ownerId: () => null,
    ownerTenantId: ({ subscription }) => subscription.ownerTenantId,
    ownerType: () => 'User',
    skuId: ({ subscription }) => subscription.skuId,
    skuPartNumber: ({ subscription }) => partNumber(subscription.skuId),
    status: ({ subscription }) => subscription.status,
    totalLicenses: ({ subscription }) => subscription.seats,
    serviceStatus: ({ subscription, now }) => serviceStatusOf(subscription, now),
  },
  byDefault: [
    'id',
    'commerceSubscriptionId',
    'createdDateTime',
    'isTrial',
    'nextLifecycleDateTime',
    'ownerId',
    'ownerTenantId',
    'ownerType',
    'skuId',
    'skuPartNumber',
    'status',
    'totalLicenses',
    'serviceStatus',
  ],
};

export const companySubscriptionRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/directory/subscriptions', cost: 1, run: list },
  { method: 'GET', path: '/directory/subscriptions/:id', cost: 1, run: (call) => get(call, call.parameters.id) },
  { method: 'GET', path: '/directory/:key', cost: 1, run: getByCommerceId },
];

function purchases({ tenant, now }: ApiCall): Purchase[] {
  return tenant.subscriptions.map((subscription, ordinal) => ({ subscription, ordinal, now }));
}

function list(call: ApiCall): ApiResponse {
  const things = purchases(call);
  return graphPage(call, purchaseResource, {
    things,
    ordinal: ({ ordinal }) => ordinal,
    of: 'directory/subscriptions',
  });
}

function getByCommerceId(call: ApiCall): ApiResponse {
  const key = /^subscriptions\(commerceSubscriptionId='([^']*)'\)$/i.exec(call.parameters.key ?? '')?.[1];
  const found = purchases(call).find(({ subscription }) => subscription.commerceId === key);
  return get(call, found?.subscription.id);
}

function get(call: ApiCall, id: string | undefined): ApiResponse {
  const found = purchases(call).find(({ subscription }) => subscription.id === id);
  if (!found) return graphNotFound(id ?? call.path, call.now);
  const shown = project(purchaseResource, found, selected(purchaseResource, call.query));
  return { status: 200, body: { ...context(call, 'directory/subscriptions/$entity'), ...shown } };
}

function renewalAfter(createdAt: number, now: number): number {
  return createdAt + Math.ceil(Math.max(now - createdAt, 1) / year) * year;
}
