import { z } from 'zod';
import type { Subscription } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';
import { guid } from './guid.js';
import { noneIfNotFound } from './none-if-not-found.js';
import { servicePlanSchema, statusSchema } from './service-plans.js';

const subscriptionRowSchema = z.object({
  id: z.string(),
  commerceSubscriptionId: z.string().nullish(),
  skuId: guid.nullish(),
  skuPartNumber: z.string().nullish(),
  status: statusSchema,
  totalLicenses: z.number().int().nullish(),
  isTrial: z.boolean().nullish(),
  nextLifecycleDateTime: z.string().nullish(),
  ownerTenantId: z.string().nullish(),
  serviceStatus: z.array(servicePlanSchema).nullish(),
});

type Row = z.infer<typeof subscriptionRowSchema>;

const call = { doing: 'reading the subscriptions of the tenant', needs: 'Organization.Read.All' };

/**
 * The tenant's purchases, one row each: several rows may be of one product.
 * @see https://learn.microsoft.com/graph/api/directory-list-subscriptions
 */
export async function readSubscriptions(graph: GraphClient, tenantId: string): Promise<Subscription[]> {
  const rows = await graph.all({ tenantId, path: '/directory/subscriptions', ...call }, subscriptionRowSchema, 'id');
  return rows.map((row) => toSubscription(row, tenantId));
}

/**
 * One purchase by Graph's own id; undefined when there is none.
 * @see https://learn.microsoft.com/graph/api/companysubscription-get
 */
export async function readSubscription(
  graph: GraphClient,
  tenantId: string,
  id: string,
): Promise<Subscription | undefined> {
  const path = `/directory/subscriptions/${encodeURIComponent(id)}`;
  const row = await noneIfNotFound(graph.get({ tenantId, path, ...call }, subscriptionRowSchema));
  return row && toSubscription(row, tenantId);
}

function toSubscription(row: Row, tenantId: string): Subscription {
  return {
    id: row.id,
    commerceId: row.commerceSubscriptionId || null,
    sku: row.skuPartNumber || row.skuId || '',
    skuId: row.skuId ?? '',
    status: row.status,
    seats: Math.max(row.totalLicenses ?? 0, 0),
    isTrial: row.isTrial ?? false,
    nextLifecycleAt: row.nextLifecycleDateTime ?? null,
    // A tenant that shows up as its own owner bought for itself.
    ownerTenantId:
      row.ownerTenantId && row.ownerTenantId.toLowerCase() !== tenantId.toLowerCase() ? row.ownerTenantId : null,
    services: row.serviceStatus ?? [],
  };
}
