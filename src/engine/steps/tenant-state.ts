import type { Target } from '../../upgrade/licences/move.js';
import { product } from '../../upgrade/plans/plans.js';
import type { Directory } from '../../upgrade/ports.js';
import type { SkuUnits } from '../../upgrade/tenant/facts.js';

/** Questions about a tenant that decide whether a run may go on, answered by live reads. */

/** How many people the SKU counts as assigned to. */
export async function assignedOf(directory: Directory, tenantId: string, skuId: string): Promise<number> {
  return (await directory.skus(tenantId)).find((sku) => sku.skuId === skuId)?.assigned ?? 0;
}

/** Whether the list of who holds the SKU, which lags behind writes, shows as many people as the SKU counts. */
export async function listHasCaughtUp(directory: Directory, tenantId: string, skuId: string): Promise<boolean> {
  const assigned = await assignedOf(directory, tenantId, skuId);
  let listed = 0;
  for await (const page of directory.holders(tenantId, skuId)) listed += page.length;
  return listed >= assigned;
}

/** The plan that people move to, with the services that it and the tenant's other products have here. */
export async function targetOf(directory: Directory, tenantId: string, plan: string): Promise<Target> {
  return targetIn(await directory.skus(tenantId), plan);
}

/** The same of products that were read. */
export function targetIn(skus: readonly SkuUnits[], plan: string): Target {
  const units = skus.find((sku) => sku.sku === plan);
  const toSkuId = units?.skuId ?? product(plan)?.skuId;
  if (!toSkuId) throw new Error(`unknown plan ${plan}`);
  return {
    toSkuId,
    toServices: units?.services,
    others: new Map(skus.map(({ skuId, services }) => [skuId, services])),
  };
}
