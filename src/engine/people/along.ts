import type { Move } from '../../upgrade/licences/move.js';
import { type Along, freeOf, mayGoAlong, nothingAlong } from '../../upgrade/plans/along.js';
import { catalogue } from '../../upgrade/plans/catalogue.js';
import { isSourcePlan, product } from '../../upgrade/plans/plans.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { planFor } from '../../upgrade/run/targets.js';
import type { SkuUnits } from '../../upgrade/tenant/facts.js';

/** What goes and comes with the plan in the same call a person. */

/**
 * What goes along with a plan now: of what would come with it, that of which there are licences for everyone.
 * @param plan skuPartNumber of the plan
 * @param before what goes along with those who go to another plan: its licences are theirs
 */
export async function readAlong(
  run: Run,
  directory: Directory,
  plan: string | null = run.plan,
  before: Along = nothingAlong,
): Promise<Along> {
  const { sku, skuId } = sourceOf(run);
  if (plan === null) return nothingAlong;
  const skus = await directory.skus(run.tenantId);
  const may = mayGoAlong(plan, sku, skus);
  const { from } = may;
  const to = may.to.filter((one) => !before.to.includes(one));
  const goesTo = planFor(run);
  if (to.length === 0) return { from, to };
  const coming = skus.filter((one) => to.includes(one.sku));
  const without = new Map(coming.map((one) => [one.sku, new Set<string>()]));
  for await (const page of directory.holders(run.tenantId, skuId))
    for (const { id, licences } of page.filter((user) => goesTo(user.id) === plan))
      for (const one of coming) if (!licences.some((held) => held.skuId === one.skuId)) without.get(one.sku)?.add(id);
  const enough = coming.filter((one) => freeOf(one) >= (without.get(one.sku)?.size ?? 0));
  return { from, to: enough.map((one) => one.sku) };
}

/** The same for one person's change, with the services that these products have in the tenant. */
export function alongIn({ from, to }: Along, skus: readonly SkuUnits[]): Pick<Move, 'alsoFrom' | 'alsoTo'> {
  if (from.length + to.length === 0) return {};
  const named = (some: readonly string[]) =>
    some.flatMap((sku) => {
      const units = skus.find((one) => one.sku === sku);
      const skuId = units?.skuId ?? product(sku)?.skuId;
      return skuId ? { skuId, services: units?.services } : [];
    });
  return { alsoFrom: named(from), alsoTo: named(to) };
}

/** Ids of all products that may go or come with the run's plan: what people have of them is written down with it. */
export function mayBeAlong(run: Run): readonly string[] {
  return isSourcePlan(sourceOf(run).sku) ? [] : besidePlans;
}

const besidePlans: readonly string[] = catalogue.products.flatMap(({ kind, skuId }) => (kind === 'suite' ? [] : skuId));
