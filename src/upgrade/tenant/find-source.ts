import { isAddOn, isSourcePlan, sourceSku } from '../plans/plans.js';
import { canTake, fitOf } from '../plans/suites.js';
import { isWayOn } from '../plans/ways-on.js';
import { type SourceFound, seatsNeeded } from './assessment.js';
import type { SkuUnits, Subscription, TenantFacts } from './facts.js';
import { sourcesIn } from './sources.js';
import { whyPassing } from './worth.js';

/** How useful a purchase is to an upgrade, best first. */
const order: readonly Subscription['status'][] = ['Enabled', 'Warning', 'Unknown', 'Suspended', 'LockedOut', 'Deleted'];

/** Whether licences of the purchase can be used: active, or expired and in grace. */
export function isUsable({ status }: Subscription): boolean {
  return status === 'Enabled' || status === 'Warning';
}

/** What a tenant owns, by purchase and by product. */
type Owned = Pick<TenantFacts, 'subscriptions' | 'skus'> &
  Partial<Pick<TenantFacts, 'alreadyHold' | 'unused' | 'sold' | 'byPrice' | 'wanted' | 'passedOver'>>;

/**
 * Whether seats of the source plan are counted while no purchase of it is listed: the list is not whole, and that the
 * plan is not there is not known.
 */
export function isSourceHidden(facts: Owned): boolean {
  const isMeant = ({ sku }: SkuUnits) => (facts.wanted ? sku === facts.wanted : isSourcePlan(sku));
  const isCounted = facts.skus.some((one) => isMeant(one) && one.enabled + one.warning > 0);
  return isCounted && findSource(facts) === undefined;
}

/**
 * What the tenant has of the plan that is to be upgraded; undefined when there is nothing, or only what is deleted, and
 * when there are several and nobody has said which. Office 365 E4 comes before every other, its variants when there is
 * no commercial one. The best purchase comes first in `subscriptions`.
 */
export function findSource(facts: Owned): SourceFound | undefined {
  const standing = facts.subscriptions.filter((one) => one.status !== 'Deleted');
  const first = firstPurchase(standing, facts);
  if (!first) return undefined;

  const subscriptions = standing
    .filter((one) => one.skuId === first.skuId)
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const units = facts.skus.find((one) => one.skuId === first.skuId);
  const counted = { assigned: units?.assigned ?? 0, alreadyHold: { ...facts.alreadyHold } };
  const services = units && units.services.length > 0 ? units.services : first.services;
  return {
    sku: first.sku,
    skuId: first.skuId,
    subscriptions,
    seats: units
      ? units.enabled + units.warning
      : subscriptions.filter(isUsable).reduce((sum, one) => sum + one.seats, 0),
    ...counted,
    addOns: ownedAddOns(facts),
    owned: bestFirst(ownedSuites(facts, { sku: first.sku, services }, firstEnd(subscriptions)), counted),
    ...(facts.sold ? { sold: [...facts.sold] } : {}),
    ...(facts.byPrice?.length ? { byPrice: [...facts.byPrice] } : {}),
    ...(facts.unused ? { unused: [...facts.unused] } : {}),
    otherPurchases: facts.subscriptions.flatMap(({ id, skuId }) => (skuId === first.skuId ? [] : id)).sort(),
  };
}

/** One purchase of the plan that is to be upgraded, one that can be used if there is one. */
function firstPurchase(standing: readonly Subscription[], facts: Owned): Subscription | undefined {
  const bestOf = (isOne: (sku: string) => boolean) =>
    standing.find((one) => isOne(one.sku) && isUsable(one)) ?? standing.find((one) => isOne(one.sku));
  const { wanted } = facts;
  if (wanted !== undefined) return bestOf((sku) => sku === wanted);
  const e4 = bestOf((sku) => sku === sourceSku) ?? bestOf(isSourcePlan);
  if (e4) return e4;
  const [only, ...others] = sourcesIn(facts);
  return only && others.length === 0 ? bestOf((sku) => sku === only.sku) : undefined;
}

type Counted = Pick<SourceFound, 'assigned' | 'alreadyHold'>;

/** When the first of these subscriptions moves to its next status unless it is renewed (ISO). */
export function firstEnd(subscriptions: readonly Subscription[]): string | null {
  return subscriptions.flatMap(({ nextLifecycleAt }) => nextLifecycleAt ?? []).sort()[0] ?? null;
}

function ownedAddOns(facts: Owned): string[] {
  const bySku = facts.skus.filter((one) => one.enabled + one.warning > 0).map((one) => one.sku);
  const byPurchase = facts.subscriptions.filter(isUsable).map((one) => one.sku);
  return [...new Set([...bySku, ...byPurchase])].filter(isAddOn);
}

/** With room for everyone, then with too little, then what will not last: people call them by their place. */
function bestFirst(owned: SourceFound['owned'], counted: Counted): SourceFound['owned'] {
  const place = ({ because, free, sku }: SourceFound['owned'][number]): number =>
    because ? 2 : free >= seatsNeeded(counted, sku) ? 0 : 1;
  return [...owned].sort((one, other) => place(one) - place(other));
}

/**
 * Purchases that people can be moved to: of the plans Microsoft names as ways on, and of others that give what people
 * depend on. Graph tells how many seats are taken over all purchases of a product, not in which of them: the earlier
 * ones are taken to fill up first, so that the free seats of all rows add up to what is really free.
 */
function ownedSuites(
  facts: Owned,
  source: Parameters<typeof fitOf>[1],
  oldEndsAt: string | null,
): SourceFound['owned'] {
  const taken = new Map(facts.skus.map((one) => [one.sku, one.assigned]));
  const free = new Map(facts.skus.map((one) => [one.sku, Math.max(0, one.enabled + one.warning - one.assigned)]));
  return facts.subscriptions.filter(isUsable).flatMap((one) => {
    const isNamed = isWayOn(one.sku, source.sku);
    const fit = isNamed ? undefined : fitOf(one, source);
    if (!isNamed && !(fit && canTake(fit))) return [];
    const takenHere = Math.min(one.seats, taken.get(one.sku) ?? 0);
    const freeHere = Math.min(one.seats - takenHere, free.get(one.sku) ?? one.seats);
    taken.set(one.sku, (taken.get(one.sku) ?? 0) - takenHere);
    free.set(one.sku, (free.get(one.sku) ?? one.seats) - freeHere);
    const because = whyPassing(one, undefined, oldEndsAt);
    return {
      subscriptionId: one.id,
      sku: one.sku,
      seats: one.seats,
      free: freeHere,
      ...(because ? { because, until: one.nextLifecycleAt } : {}),
      ...(fit ? { lacks: fit.lacks } : {}),
    };
  });
}
