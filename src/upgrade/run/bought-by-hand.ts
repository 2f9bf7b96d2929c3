import { z } from 'zod';
import { coreKinds } from '../plans/core-services.js';
import { fitOf } from '../plans/suites.js';
import { isWayOn } from '../plans/ways-on.js';
import type { Subscription } from '../tenant/facts.js';
import { firstEnd, isUsable } from '../tenant/find-source.js';
import { passingReasons, whyPassing } from '../tenant/worth.js';
import type { RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';

/** What an admin bought by hand: purchases that were not there when the tenant was looked at. */

/** A suite that was bought, of a plan that was not chosen and that Microsoft does not name as a way on. */
export const otherPurchaseSchema = z.object({
  subscriptionId: z.string(),
  sku: z.string(),
  seats: z.number().int(),
  /** What people depend on and would get less of; Microsoft Teams alone does not keep it from being taken. */
  less: z.array(z.enum(coreKinds)),
  /** Names of the old plan's services that it lacks. */
  lacks: z.array(z.string()),
  because: z.enum(passingReasons).optional(),
  until: z.string().nullable().optional(),
});
export type OtherPurchase = z.infer<typeof otherPurchaseSchema>;

export type BoughtByHand = {
  /** The chosen plan, else one that Microsoft names as a way on; undefined while there is none. */
  ordered: string | undefined;
  others: OtherPurchase[];
};

/**
 * What the tenant's purchases come to for a run whose plan is bought by hand.
 * @param listed as Graph lists them, with those that were there before or can't be used
 */
export function boughtByHand(run: RunRecord, listed: readonly Subscription[]): BoughtByHand {
  const source = sourceOf(run);
  const before = source.otherPurchases ?? source.owned.map(({ subscriptionId }) => subscriptionId);
  const fresh = listed.filter((one) => isUsable(one) && one.skuId !== source.skuId && !before.includes(one.id));
  const chosen = fresh.find(({ sku }) => sku === run.plan);
  // Of two plans each is looked for by itself: the other one is no answer to it.
  const ordered = chosen ?? (run.split ? undefined : fresh.find(({ sku }) => isWayOn(sku, source.sku)));
  // Where it was not written down what there was before, what was owned for years would pass for new.
  const others = source.otherPurchases === null ? [] : fresh.flatMap((one) => otherPurchase(one, run) ?? []);
  return { ordered: ordered?.sku, others };
}

function otherPurchase(row: Subscription, run: RunRecord): OtherPurchase | undefined {
  const source = sourceOf(run);
  const services = source.subscriptions[0]?.services ?? [];
  const fit = isWayOn(row.sku, source.sku) ? undefined : fitOf(row, { sku: source.sku, services });
  if (!fit) return undefined;
  const because = whyPassing(row, undefined, firstEnd(source.subscriptions));
  return {
    subscriptionId: row.id,
    sku: row.sku,
    seats: row.seats,
    ...fit,
    ...(because ? { because, until: row.nextLifecycleAt } : {}),
  };
}
