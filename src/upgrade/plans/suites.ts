import { type CoreKind, gives, givesLess, type ListedService } from './core-services.js';
import { isSourcePlan, product } from './plans.js';
import { sameService } from './tiers.js';

/**
 * Suites that Microsoft does not name as ways on from the source plan and that are bought all the same: new customers
 * are sold suites without Microsoft Teams, and Teams beside them.
 * @see https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/blob/public/Teams/includes/eea-teams-licensing.md (read 2026-11)
 */

/** A purchase as far as it says what it gives: its skuPartNumber, and its services as Graph lists them. */
type Bought = { sku: string; services: readonly ListedService[] };

/** How a suite stands beside the source plan. */
export type Fit = {
  /** What people depend on and get less of, or none; Microsoft Teams alone may be bought beside it. */
  less: CoreKind[];
  /** Names of the source plan's services that it has in no tier. */
  lacks: string[];
};

/**
 * What moving to a purchase would mean, by the services it lists itself, else by the catalogue's.
 * @param source the source plan as the tenant has it
 * @returns undefined for what is no suite (no mail, or no files), and for the source plan itself
 */
export function fitOf(bought: Bought, source: Bought): Fit | undefined {
  const services = servicesOf(bought);
  const isOther = bought.sku !== source.sku && !isSourcePlan(bought.sku);
  const isSuite = isOther && gives('mail', services) && gives('files', services);
  if (!isSuite || product(bought.sku)?.kind === 'addOn') return undefined;
  const today = servicesOf(source);
  return {
    less: givesLess(services, today),
    lacks: today.filter(({ name }) => !services.some((one) => sameService(one.name, name))).map(({ name }) => name),
  };
}

/** Whether people can be moved to a suite that fits so: it gives what they depend on, all but Microsoft Teams. */
export function canTake({ less }: Fit): boolean {
  return less.every((kind) => kind === 'teams');
}

/** Whether whoever lacks these services of the source plan is without Microsoft Teams. */
export function isWithoutTeams(lacks: readonly string[]): boolean {
  return lacks.includes(teamsService);
}

/** skuPartNumber of what brings Microsoft Teams to people whose suite has none. */
export function teamsBeside(sku: string): string {
  return product(sku)?.teams ?? 'Microsoft_Teams_Enterprise_New';
}

const teamsService = 'TEAMS1';

/** A purchase that tells of no services is taken by its row in the catalogue. */
function servicesOf({ sku, services }: Bought): readonly ListedService[] {
  return services.length > 0 ? services : (product(sku)?.services ?? []);
}
