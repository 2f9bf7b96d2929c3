import { isSourcePlan } from '../../upgrade/plans/plans.js';
import { isWayOn } from '../../upgrade/plans/ways-on.js';
import { type Directory, PortError } from '../../upgrade/ports.js';
import type { SourceFound } from '../../upgrade/tenant/assessment.js';
import type { TenantFacts } from '../../upgrade/tenant/facts.js';
import { findSource } from '../../upgrade/tenant/find-source.js';
import { Unused } from './unused.js';

/** What those who hold the source plan have, as far as an assessment looks at it. */

type HeldToday = Pick<TenantFacts, 'alreadyHold' | 'unused'>;
type Owned = Pick<TenantFacts, 'subscriptions' | 'skus' | 'wanted' | 'passedOver'>;

/** People whom Graph lists in one page: so many are read while somebody waits, though only an order hangs on it. */
const onePage = 999;

/**
 * How many of those who hold the source plan hold a plan too that they may be moved to, by that plan's skuPartNumber;
 * everybody counts once, however often and through how many groups they hold it. And which of its services nobody has
 * switched on. Where no such plan is assigned to anybody, people are read for the latter alone: not more of them than one
 * page has, and not where Microsoft names the ways on and their order itself.
 * @throws PortError when the former cannot be read; the latter is then left open
 */
export async function readHeldToday(directory: Directory, tenantId: string, owned: Owned): Promise<HeldToday> {
  const source = findSource(owned);
  if (!source) return { alreadyHold: {} };
  const targets = targetsIn(owned, source);
  if (targets.length > 0) return readHolders(directory, tenantId, source, targets);
  if (source.assigned === 0 || source.assigned > onePage || isSourcePlan(source.sku)) return { alreadyHold: {} };
  try {
    return await readHolders(directory, tenantId, source, []);
  } catch (error) {
    if (error instanceof PortError) return { alreadyHold: {} };
    throw error;
  }
}

type Target = Pick<TenantFacts['skus'][number], 'sku' | 'skuId'>;

function targetsIn({ skus }: Owned, source: SourceFound): Target[] {
  const suites = new Set(source.owned.map(({ sku }) => sku));
  const mayBeTarget = (sku: string) => isWayOn(sku, source.sku) || suites.has(sku);
  return skus.filter(({ sku, assigned }) => mayBeTarget(sku) && assigned > 0);
}

async function readHolders(
  directory: Directory,
  tenantId: string,
  source: SourceFound,
  targets: readonly Target[],
): Promise<HeldToday> {
  const unused = new Unused(source);
  const holders = new Map(targets.map(({ sku }) => [sku, new Set<string>()]));
  for await (const page of directory.holders(tenantId, source.skuId))
    for (const user of page) {
      unused.look(user);
      for (const { sku, skuId } of targets)
        if (user.licences.some((one) => one.skuId === skuId)) holders.get(sku)?.add(user.id);
    }
  const held = [...holders].filter(([, ids]) => ids.size > 0).map(([sku, ids]) => [sku, ids.size] as const);
  return { alreadyHold: Object.fromEntries(held), unused: unused.services };
}
