import type { ListedService } from '../plans/core-services.js';
import { difference, serviceName } from '../plans/plans.js';
import { isHigherTier } from '../plans/tiers.js';
import type { LicenceState, LicensedUser } from '../tenant/facts.js';
import { isWorking } from './move.js';

/** Who loses what by a move: services that are switched on for them today, and that nothing else gives them. */

/** A service that a plan lacks, or has less of. */
export type Loss = {
  id: string;
  /** Microsoft's name for it. */
  name: string;
  /** Name of the lower tier that is left of it; null where nothing is. */
  to: string | null;
};

/**
 * What the target lacks or has less of, of what an admin knows by name (each plan a skuPartNumber): first what is gone,
 * then what is less. Empty where the catalogue lacks either.
 */
export function lossesOf(target: string, source: string): Loss[] {
  const { lost, lowered } = difference(target, source);
  const gone = lost.map(({ id, name, prominent }) => ({ id, name, prominent, to: null }));
  const less = lowered.map(({ from: { id, name, prominent }, to }) => ({ id, name, prominent, to: to.name }));
  return [...gone, ...less].filter(({ prominent }) => prominent).map(({ id, name, to }) => ({ id, name, to }));
}

/** What people have before and after a move, as the tenant's products tell. */
export type Losing = {
  fromSkuId: string;
  losses: readonly Loss[];
  /** The services of the tenant's other products, by skuId; but for those that are taken away with the plan. */
  staying: ReadonlyMap<string, readonly ListedService[]>;
  /** Services that come with the new plan from beside it. */
  coming: readonly ListedService[];
};

/** Names of the services that the person has on in the plan that is left, and would have from nothing afterwards. */
export function losesOf({ licences }: LicensedUser, { fromSkuId, losses, staying, coming }: Losing): string[] {
  const working = licences.filter(isWorking);
  const old = working.filter(({ skuId }) => skuId === fromSkuId);
  const isOn = ({ id }: Loss) => old.some(({ disabledPlans }) => !disabledPlans.includes(id));
  const kept = [...coming, ...working.flatMap((one) => servicesOn(one, staying))];
  return losses.filter((loss) => isOn(loss) && !kept.some((one) => isAsGood(one, loss))).map(({ name }) => name);
}

function servicesOn({ skuId, disabledPlans }: LicenceState, staying: Losing['staying']): ListedService[] {
  return (staying.get(skuId) ?? []).filter(({ id }) => !disabledPlans.includes(id));
}

function isAsGood(service: ListedService, loss: Loss): boolean {
  const name = serviceName(service);
  return name === loss.name || isHigherTier(name, loss.name);
}
