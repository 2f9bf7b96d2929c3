import { type OldPlanStands, oldPlanStands } from '../upgrade/ending/old-plan.js';
import { type Commerce, hasProblem } from '../upgrade/ports.js';
import type { Run } from '../upgrade/run/run.js';
import { sourceOf } from '../upgrade/run/source-of.js';
import { targetsOf } from '../upgrade/run/targets.js';
import type { SkuUnits, Subscription } from '../upgrade/tenant/facts.js';
import { firstEnd } from '../upgrade/tenant/find-source.js';
import type { NewPlan } from '../upgrade/tenant/home.js';
import type { Terms } from '../upgrade/tenant/terms.js';
import type { World } from './read-facts.js';

/** Reads the old plan and the new one as they are now: their rows in Graph, and what the commerce says of each. */

/** How the old plan's subscriptions stand. What the list lacks is asked for by its id. */
export async function readOldPlan(run: Run, { directory, commerceFor, clock }: World): Promise<OldPlanStands> {
  const { tenantId } = run;
  const { skuId, subscriptions } = sourceOf(run);
  const ids = subscriptions.map(({ id }) => id);
  const [listed, skus] = await Promise.all([directory.subscriptions(tenantId), directory.skus(tenantId)]);
  const missing = ids.filter((id) => !listed.some((row) => row.id === id));
  const asked = await Promise.all(missing.map((id) => directory.subscription(tenantId, id)));
  const found = asked.filter((row) => row !== undefined);
  const rows = [...listed.filter((row) => ids.includes(row.id) || row.skuId === skuId), ...found];
  return oldPlanStands(
    {
      skuId,
      ids,
      rows: await withTerms(await commerceFor(tenantId), tenantId, rows),
      notFound: missing.filter((id) => !found.some((row) => row.id === id)),
      units: unitsOf(skuId, skus),
    },
    clock.now(),
  );
}

/** Every plan that people are to go to, as the tenant has it. */
export function readNewPlans(run: Run, world: World): Promise<NewPlan[]> {
  return Promise.all(targetsOf(run).map((plan) => readNewPlan(run, world, plan)));
}

/** The plan that is chosen, or another one of those that people go to, as the tenant has it. */
export async function readNewPlan(
  run: Run,
  { directory, commerceFor }: World,
  plan: string | null = run.plan,
): Promise<NewPlan> {
  const { tenantId } = run;
  const old = sourceOf(run);
  const [listed, skus] = await Promise.all([directory.subscriptions(tenantId), directory.skus(tenantId)]);
  const rows = listed.filter(({ sku }) => sku === plan);
  return {
    units: skus.find(({ sku }) => sku === plan),
    rows: await withTerms(await commerceFor(tenantId), tenantId, rows),
    oldEndsAt: firstEnd(asListed(old.subscriptions, listed).filter(({ skuId }) => skuId === old.skuId)),
  };
}

/** A term may have been renewed, and a purchase become one of another product, since it was read. */
function asListed(known: readonly Subscription[], listed: readonly Subscription[]): Subscription[] {
  return known.map((one) => listed.find(({ id }) => id === one.id) ?? one);
}

/** What the commerce says of the old subscription's term. */
export async function readTermsOfOld(run: Run, { commerceFor }: World): Promise<Terms | undefined> {
  const [old] = sourceOf(run).subscriptions;
  return old && termsOf(await commerceFor(run.tenantId), run.tenantId, old);
}

export function unitsOf(skuId: string, skus: readonly SkuUnits[]): SkuUnits | undefined {
  return skus.find((sku) => sku.skuId === skuId);
}

type RowWithTerms = { row: Subscription; terms: Terms | undefined };

function withTerms(commerce: Commerce, tenantId: string, rows: readonly Subscription[]): Promise<RowWithTerms[]> {
  return Promise.all(rows.map(async (row) => ({ row, terms: await termsOf(commerce, tenantId, row) })));
}

/** What a commerce does not know, or may not tell, is left open. */
async function termsOf(commerce: Commerce, tenantId: string, row: Subscription): Promise<Terms | undefined> {
  try {
    return await commerce.terms(tenantId, row.commerceId ?? row.id);
  } catch (error) {
    const left = hasProblem(error, 'notFound', 'refused', 'denied');
    if (left) return undefined;
    throw error;
  }
}
