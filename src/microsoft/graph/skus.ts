import { z } from 'zod';
import type { SkuUnits } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';
import { guid } from './guid.js';
import { servicePlanSchema, statusSchema } from './service-plans.js';

const units = z
  .number()
  .int()
  .nullish()
  .transform((count) => Math.max(count ?? 0, 0));

const skuSchema = z.object({
  skuId: guid,
  skuPartNumber: z.string().nullish(),
  capabilityStatus: statusSchema,
  consumedUnits: units,
  prepaidUnits: z.object({ enabled: units, warning: units, suspended: units }).nullish(),
  servicePlans: z.array(servicePlanSchema).nullish(),
});

/**
 * The products the tenant owns, with seats and how many are assigned; one row a product.
 * @see https://learn.microsoft.com/graph/api/subscribedsku-list
 */
export async function readSkus(graph: GraphClient, tenantId: string): Promise<SkuUnits[]> {
  const rows = await graph.all(
    {
      tenantId,
      path: '/subscribedSkus?$select=skuId,skuPartNumber,capabilityStatus,consumedUnits,prepaidUnits,servicePlans',
      doing: 'reading the licences the tenant owns',
      needs: 'LicenseAssignment.Read.All',
    },
    skuSchema,
    'skuId',
  );
  return rows.map((row) => ({
    sku: row.skuPartNumber || row.skuId,
    skuId: row.skuId,
    status: row.capabilityStatus,
    assigned: row.consumedUnits,
    enabled: row.prepaidUnits?.enabled ?? 0,
    warning: row.prepaidUnits?.warning ?? 0,
    suspended: row.prepaidUnits?.suspended ?? 0,
    services: row.servicePlans ?? [],
  }));
}
