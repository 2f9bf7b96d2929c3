import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { consumedOf, partNumber, subscriptionsOf, usableSubscriptions } from '../world/seats.js';
import { serviceStatusOf } from '../world/service-status.js';
import type { Subscription, SubscriptionStatus, Tenant } from '../world/state.js';
import { graphEntity } from './graph-entity.js';
import { badRequest, missing } from './graph-error.js';
import { graphPage } from './graph-page.js';
import type { Resource } from './resource.js';

interface OwnedSku {
  readonly tenant: Tenant;
  readonly skuId: string;
  readonly rows: readonly Subscription[];
  readonly now: number;
}

/** All purchases of one product together. @see https://learn.microsoft.com/graph/api/resources/subscribedsku */
const skuResource: Resource<OwnedSku> = {
  type: 'subscribedSku',
  properties: {
    id: ({ tenant, skuId }) => `${tenant.id}_${skuId}`,
    accountId: ({ tenant }) => tenant.id,
    accountName: ({ tenant }) => tenant.scenario.displayName.toLowerCase(),
    appliesTo: ({ skuId }) => (partNumber(skuId) === 'SHAREPOINTSTORAGE' ? 'Company' : 'User'),
    capabilityStatus: ({ rows }) => capabilityOf(rows),
    consumedUnits: ({ tenant, skuId }) => consumedOf(tenant, skuId),
    prepaidUnits: ({ rows }) => ({
      enabled: seatsIn(rows, 'Enabled'),
      suspended: seatsIn(rows, 'Suspended'),
      warning: seatsIn(rows, 'Warning'),
      lockedOut: seatsIn(rows, 'LockedOut'),
    }),
    skuId: ({ skuId }) => skuId,
    skuPartNumber: ({ skuId }) => partNumber(skuId),
    subscriptionIds: ({ rows }) => rows.map(({ id }) => id),
    servicePlans,
  },
};

const withSku = finding(
  (call: ApiCall) =>
    owned(call).find(({ tenant, skuId }) => `${tenant.id}_${skuId}` === call.parameters.id?.toLowerCase()),
  missing('id'),
);

export const skuRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/subscribedSkus', cost: 3, run: listSkus },
  {
    method: 'GET',
    path: '/subscribedSkus/:id',
    cost: 3,
    run: withSku((call, sku) => graphEntity(call, skuResource, sku, 'subscribedSkus')),
  },
];

function owned({ tenant, now }: ApiCall): OwnedSku[] {
  const ids = new Set(tenant.subscriptions.map(({ skuId }) => skuId));
  return [...ids].flatMap((skuId) => {
    // A product that ended stays for as long as licences of it are assigned.
    const isHeld = consumedOf(tenant, skuId) > 0;
    const rows = subscriptionsOf(tenant, skuId).filter(({ status }) => isHeld || status !== 'Deleted');
    return rows.length > 0 ? [{ tenant, skuId, rows, now }] : [];
  });
}

function listSkus(call: ApiCall): ApiResponse {
  if (call.query.has('$filter')) return badRequest("'$filter' is not supported for this resource.", call.now);
  return graphPage(call, skuResource, { things: owned(call), of: 'subscribedSkus' });
}

function seatsIn(rows: readonly Subscription[], status: SubscriptionStatus): number {
  return rows.filter((row) => row.status === status).reduce((sum, { seats }) => sum + seats, 0);
}

function capabilityOf(rows: readonly Subscription[]): SubscriptionStatus {
  const order: SubscriptionStatus[] = ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'];
  return order.find((status) => rows.some((row) => row.status === status && row.seats > 0)) ?? 'Suspended';
}

/** A service counts as set up only when it is so in every purchase that works. */
function servicePlans({ tenant, skuId, rows, now }: OwnedSku): unknown[] {
  const working = usableSubscriptions(tenant, skuId);
  const told = (working.length > 0 ? working : rows).map((row) => serviceStatusOf(tenant, row, now));
  const [first = [], ...others] = told;
  return first.map((plan, index) => {
    const unfinished = others.map((plans) => plans[index]).find((other) => other?.provisioningStatus !== 'Success');
    return plan.provisioningStatus === 'Success' && unfinished ? unfinished : plan;
  });
}
