import { serviceName } from '../plans/plans.js';
import type { LicenceState, LicensedUser, SkuUnits } from '../tenant/facts.js';
import { isWorking } from './move.js';

/** Who would be without Microsoft Teams once the old plan is taken from them, where the new one has none. */

/** The tenant's products with Microsoft Teams in them: by skuId, the id of the service. */
export type GivingTeams = ReadonlyMap<string, string>;

export function givingTeams(skus: readonly SkuUnits[]): GivingTeams {
  return new Map(
    skus.flatMap(({ skuId, services }) => {
      const teams = services.find((service) => serviceName(service) === 'TEAMS1');
      return teams ? [[skuId, teams.id] as const] : [];
    }),
  );
}

/**
 * Whether the old plan is all that gives the person Microsoft Teams. Nobody loses it who has it from another product
 * too, nor anybody for whom it is switched off today.
 */
export function losesTeams({ licences }: LicensedUser, fromSkuId: string, giving: GivingTeams): boolean {
  const gives = (one: LicenceState): boolean => {
    const teams = giving.get(one.skuId);
    return teams !== undefined && isWorking(one) && !one.disabledPlans.includes(teams);
  };
  const givers = licences.filter(gives);
  return givers.length > 0 && givers.every(({ skuId }) => skuId === fromSkuId);
}
