import { catalogue, type Product, type Service } from './catalogue.js';
import { isHigherTier } from './tiers.js';

/** Which plans there are, what is in them, and what a move from the source plan to each of them means. */

/** The plan that is upgraded from: Office 365 E4. */
export const sourceSku = 'ENTERPRISEWITHSCAL';

/**
 * The plans Microsoft names as ways on from E4: three upgrades, then two changes with fewer voice services.
 * @see "Important information for Office 365 E4 customers"
 */
export const targetSkus = ['ENTERPRISEPREMIUM', 'SPE_E5', 'SPE_E5_NOPSTNCONF', 'ENTERPRISEPACK', 'SPE_E3'] as const;
export type TargetSku = (typeof targetSkus)[number];

const servicesById: ReadonlyMap<string, Service> = new Map(catalogue.services.map((one) => [one.id, one]));
const servicesByName: ReadonlyMap<string, Service> = new Map(catalogue.services.map((one) => [one.name, one]));
const productsById: ReadonlyMap<string, Product> = new Map(catalogue.products.map((one) => [one.skuId, one]));
/** Part numbers are written with spaces of several kinds, and in several cases. */
const asWritten = (sku: string): string => sku.replaceAll(/\s+/g, ' ').trim().toLowerCase();
/** MCOPSTN5 is the part number of two products; by part number the later row stands for both. */
const productsBySku: ReadonlyMap<string, Product> = new Map(catalogue.products.map((one) => [asWritten(one.sku), one]));

/** The product with this skuPartNumber; undefined when the catalogue has none. */
export function product(sku: string): Product | undefined {
  return productsBySku.get(asWritten(sku));
}

/** The product with this skuId (a GUID, lower case); undefined when the catalogue has none. */
export function productById(skuId: string): Product | undefined {
  return productsById.get(skuId);
}

/** The service plan with this id (a GUID, lower case); undefined when the catalogue has none. */
export function serviceById(id: string): Service | undefined {
  return servicesById.get(id);
}

/** A service plan's name for people, by Microsoft's own; that name itself when the catalogue lacks it. */
export function friendlyName(name: string): string {
  return servicesByName.get(name)?.friendlyName ?? name;
}

/** Whether a skuPartNumber is the source plan's, as sold to companies or to governments, schools and non-profits. */
export function isSourcePlan(sku: string): boolean {
  return sku === sourceSku || sku.startsWith(`${sourceSku}_`);
}

/** Whether the plan is one that the source plan may be upgraded to. */
export function isTarget(sku: string): sku is TargetSku {
  return (targetSkus as readonly string[]).includes(sku);
}

/** Whether the product stands beside a plan rather than being one. False for products the catalogue lacks. */
export function isAddOn(sku: string): boolean {
  return product(sku)?.kind === 'addOn';
}

/** A product's name for people; the skuPartNumber itself when the catalogue lacks it. */
export function displayName(sku: string): string {
  return product(sku)?.displayName ?? sku;
}

export type Difference = {
  gained: Service[];
  lost: Service[];
  /** The same service in a higher tier: neither gained nor lost. */
  raised: { from: Service; to: Service }[];
};

/**
 * What people gain and lose by a move from the source plan to `target` (a skuPartNumber), by service plan id.
 * Nothing in any list when the catalogue lacks the target.
 */
export function difference(target: string): Difference {
  const from = product(sourceSku)?.services ?? [];
  const to = product(target)?.services ?? [];
  if (to.length === 0) return { gained: [], lost: [], raised: [] };
  const onlyFrom = from.filter((one) => !to.some((other) => other.id === one.id));
  const onlyTo = to.filter((one) => !from.some((other) => other.id === one.id));
  const raised = onlyFrom.flatMap((lower) => {
    const higher = onlyTo.find((one) => isHigherTier(one.name, lower.name));
    return higher ? [{ from: lower, to: higher }] : [];
  });
  return {
    gained: onlyTo.filter((one) => !raised.some((pair) => pair.to.id === one.id)),
    lost: onlyFrom.filter((one) => !raised.some((pair) => pair.from.id === one.id)),
    raised,
  };
}

/** A foundation that nearly every product carries; it says nothing of what an add-on is bought for. */
const foundation = 'EXCHANGE_S_FOUNDATION';

/**
 * How much of an add-on is in a plan already (both as skuPartNumber). An upgrade removes add-ons that the new plan
 * includes in full (the note at the cart, step 5 of the article).
 */
export function coverage(addOnSku: string, target: string): 'full' | 'partial' | 'none' {
  const included = product(target)?.services ?? [];
  const own = (product(addOnSku)?.services ?? []).filter((one) => one.name !== foundation);
  const shared = own.filter((one) => included.some((other) => other.id === one.id));
  if (shared.length === 0) return 'none';
  return shared.length === own.length ? 'full' : 'partial';
}
