import { productById, serviceName } from '../plans/plans.js';
import { sameService } from '../plans/tiers.js';
import type { LicenceState, LicensedUser } from '../tenant/facts.js';
import { goesAlong, type PlanRef } from './closed-off.js';
import { isWorking, type Target, type Told } from './move.js';

/** What is switched off for people, and what that comes to in another product. */

/**
 * Ids of the service plans of a product that are off for the person: off in every assignment that works, since a
 * service that one assignment gives is on. Where no assignment works, off in all there are.
 */
export function switchedOff(user: LicensedUser, skuId: string): string[] {
  const all = user.licences.filter((one) => one.skuId === skuId);
  const working = all.filter(isWorking);
  const [first, ...others] = working.length > 0 ? working : all;
  const off = first?.disabledPlans ?? [];
  return [...new Set(off)].filter((id) => others.every((one) => one.disabledPlans.includes(id)));
}

/** What is off in the new product: what was off before, and with it everything that needs it there. */
export type Off = Told & {
  /** Ids of the counterparts of what was off before. */
  mapped: string[];
  /** Ids of all that is off, closed under dependency within the new product. */
  all: string[];
};

/**
 * What was off in the old product, in the new one: the same plan, else the same service in another tier, and with each
 * of them what cannot live without it.
 * @param was ids of the old product's service plans that were off (names that nobody knows are told by their ids)
 * @param beside `off`: ids of the new product's service plans that are off anyhow; `elsewhere`: names of services that
 * the person has on through other products
 */
export function offIn(
  was: readonly string[],
  target: Target,
  beside: { off?: readonly string[]; elsewhere?: readonly string[] } = {},
): Off {
  const offered = servicesOf(target.toSkuId, target.toServices);
  const { mapped, unmapped } = mapSwitchedOff(was, offered);
  const off = [...new Set([...(beside.off ?? []), ...mapped])];
  const along = goesAlong(off, offered, { learnt: target.learnt, elsewhere: beside.elsewhere ?? [] });
  return { mapped, unmapped, alsoOff: along.map(serviceName), all: [...off, ...along.map(({ id }) => id)] };
}

/**
 * The new product's counterparts of service plans that are off.
 * @returns `mapped`: service plan ids; `unmapped`: names of those without a counterpart (the id where no name is known).
 */
function mapSwitchedOff(off: readonly string[], offered: readonly PlanRef[]): { mapped: string[]; unmapped: string[] } {
  const mapped = new Set<string>();
  const unmapped = new Set<string>();
  for (const id of off) {
    const name = serviceName({ id });
    const counterpart = offered.find((one) => one.id === id) ?? offered.find((one) => sameService(one.name, name));
    if (counterpart) mapped.add(counterpart.id);
    else unmapped.add(name);
  }
  return { mapped: [...mapped], unmapped: [...unmapped] };
}

/** A product's service plans: as the tenant lists them, else as the catalogue has them. */
export function servicesOf(skuId: string, listed: readonly PlanRef[] | undefined): readonly PlanRef[] {
  return listed && listed.length > 0 ? listed : (productById(skuId)?.services ?? []);
}

/** Of ids of service plans, those that the product has: Microsoft refuses a change that names another. */
export function onlyOf(offered: readonly PlanRef[], ids: readonly string[]): string[] {
  return offered.length === 0 ? [...ids] : ids.filter((id) => offered.some((one) => one.id === id));
}

/** Names of the services that these assignments have on, whatever products they are of. */
export function givenBy(licences: readonly LicenceState[], target: Pick<Target, 'others'>): string[] {
  return onIn(licences.filter(isWorking), target);
}

/** The same of licenses that a group hands out. */
export function onIn(
  licences: readonly Pick<LicenceState, 'skuId' | 'disabledPlans'>[],
  { others }: Pick<Target, 'others'>,
): string[] {
  return licences
    .flatMap(({ skuId, disabledPlans }) =>
      servicesOf(skuId, others?.get(skuId)).filter(({ id }) => !disabledPlans.includes(id)),
    )
    .map(serviceName);
}
