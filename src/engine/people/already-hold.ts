import { isWayOn } from '../../upgrade/plans/ways-on.js';
import type { Directory } from '../../upgrade/ports.js';
import type { TenantFacts } from '../../upgrade/tenant/facts.js';
import { findSource } from '../../upgrade/tenant/find-source.js';

/**
 * How many of those who hold the source plan hold a plan too that they may be moved to, by that plan's skuPartNumber.
 * Everybody counts once, however often and through how many groups they hold it. Nobody is read where no such plan is
 * assigned to anybody.
 */
export async function readAlreadyHold(
  directory: Directory,
  tenantId: string,
  owned: Pick<TenantFacts, 'subscriptions' | 'skus' | 'wanted' | 'passedOver'>,
): Promise<Record<string, number>> {
  const source = findSource(owned);
  if (!source) return {};
  const suites = new Set(source.owned.map(({ sku }) => sku));
  const mayBeTarget = (sku: string) => isWayOn(sku, source.sku) || suites.has(sku);
  const targets = owned.skus.filter(({ sku, assigned }) => mayBeTarget(sku) && assigned > 0);
  if (targets.length === 0) return {};
  const holders = new Map(targets.map(({ sku }) => [sku, new Set<string>()]));
  for await (const page of directory.holders(tenantId, source.skuId))
    for (const { id, licences } of page)
      for (const { sku, skuId } of targets) if (licences.some((one) => one.skuId === skuId)) holders.get(sku)?.add(id);
  return Object.fromEntries([...holders].filter(([, ids]) => ids.size > 0).map(([sku, ids]) => [sku, ids.size]));
}
