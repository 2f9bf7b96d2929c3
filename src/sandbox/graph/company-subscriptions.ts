import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { isoSeconds } from '../iso-time.js';
import { partNumber } from '../world/seats.js';
import { serviceStatusOf } from '../world/service-status.js';
import type { Subscription, Tenant } from '../world/state.js';
import { renewalAfter } from '../world/terms.js';
import { graphEntity } from './graph-entity.js';
import { graphNotFound, missing } from './graph-error.js';
import { graphPage } from './graph-page.js';
import type { Resource } from './resource.js';

interface Purchase {
  readonly tenant: Tenant;
  readonly subscription: Subscription;
  readonly now: number;
}

/** One row a purchase. @see https://learn.microsoft.com/graph/api/resources/companysubscription */
const purchaseResource: Resource<Purchase> = {
  type: 'companySubscription',
  properties: {
    id: ({ subscription }) => subscription.id,
    commerceSubscriptionId: ({ subscription }) => subscription.commerceId,
    createdDateTime: ({ subscription }) => isoSeconds(subscription.createdAt),
    isTrial: ({ subscription }) => subscription.isTrial,
    nextLifecycleDateTime: ({ subscription, now }) => isoSeconds(renewalAfter(subscription, now)),
    ownerId: () => null,
    ownerTenantId: ({ subscription }) => subscription.ownerTenantId,
    ownerType: () => 'User',
    skuId: ({ subscription }) => subscription.skuId,
    skuPartNumber: ({ subscription }) => partNumber(subscription.skuId),
    status: ({ subscription }) => subscription.status,
    totalLicenses: ({ subscription }) => subscription.seats,
    serviceStatus: ({ tenant, subscription, now }) => serviceStatusOf(tenant, subscription, now),
  },
};

const all = 'directory/subscriptions';

const byId = finding(
  (call: ApiCall) => purchases(call).find(({ subscription }) => subscription.id === call.parameters.id),
  missing('id'),
);

/** By its alternate key, `subscriptions(commerceSubscriptionId='…')`. */
const byCommerceId = finding(
  (call: ApiCall) => {
    const key = /^subscriptions\(commerceSubscriptionId='([^']*)'\)$/i.exec(call.parameters.key ?? '')?.[1];
    return purchases(call).find(({ subscription }) => subscription.commerceId === key);
  },
  ({ path, now }) => graphNotFound(path, now),
);

export const companySubscriptionRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `/${all}`, cost: 1, run: list },
  { method: 'GET', path: `/${all}/:id`, cost: 1, run: byId(show) },
  { method: 'GET', path: '/directory/:key', cost: 1, run: byCommerceId(show) },
];

function purchases({ tenant, now }: ApiCall): Purchase[] {
  return tenant.subscriptions.map((subscription) => ({ tenant, subscription, now }));
}

function list(call: ApiCall): ApiResponse {
  return graphPage(call, purchaseResource, { things: purchases(call), of: all });
}

function show(call: ApiCall, purchase: Purchase): ApiResponse {
  return graphEntity(call, purchaseResource, purchase, all);
}
