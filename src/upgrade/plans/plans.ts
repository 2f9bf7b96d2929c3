import { catalogue, type Product, type Service } from './catalogue.js';
import { isHigherTier, makesUpFor, sameService } from './tiers.js';

/** Which plans there are, what is in them, and what a move from one to another means. */

/** The plan that is upgraded from wherever it is found, and where nothing else is said: Office 365 E4. */
export const sourceSku = 'ENTERPRISEWITHSCAL';

const servicesById: ReadonlyMap<string, Service> = new Map(catalogue.services.map((one) => [one.id, one]));
const servicesByName: ReadonlyMap<string, Service> = new Map(catalogue.services.map((one) => [one.name, one]));
const productsById: ReadonlyMap<string, Product> = new Map(catalogue.products.map((one) => [one.skuId, one]));
/** Part numbers are written with spaces of several kinds, and in several cases. */
const asWritten = (sku: string): string => sku.replaceAll(/\s+/g, ' ').trim().toLowerCase();
/** MCOPSTN5 is the part number of two products; by part number the later row stands for both. */
const productsBySku: ReadonlyMap<string, Product> = new Map(catalogue.products.map((one) => [asWritten(one.sku), one]));

/**
 * The plans Microsoft names as ways on from E4: three upgrades, then two changes with fewer voice services.
 * @see "Important information for Office 365 E4 customers"
 */
export const targetSkus: readonly string[] = catalogue.products.find(({ sku }) => sku === sourceSku)?.waysOn ?? [];

/** skuPartNumbers of all suites. */
export const suites: readonly string[] = catalogue.products.flatMap(({ sku, kind }) => (kind === 'suite' ? sku : []));

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

/**
 * Microsoft's name for a service plan, by its id (a GUID, lower case): a tenant's list may call it otherwise.
 * @returns what the list calls it where the catalogue lacks it, and the id where no list is there to name it
 */
export function serviceName({ id, name = id }: { id: string; name?: string }): string {
  return servicesById.get(id)?.name ?? name;
}

/** A service plan's name for people, by Microsoft's own; that name itself when the catalogue lacks it. */
export function friendlyName(name: string): string {
  return servicesByName.get(name)?.friendlyName ?? name;
}

/** Whether a skuPartNumber is the source plan's, as sold to companies or to governments, schools and non-profits. */
export function isSourcePlan(sku: string): boolean {
  return sku === sourceSku || sku.startsWith(`${sourceSku}_`);
}

/**
 * The product that is left where this skuPartNumber is. E4 as it was sold to governments, schools and non-profits leads
 * where E4 does: the catalogue has no row of its own for it.
 */
export function leftProduct(sku: string): Product | undefined {
  return product(sku) ?? (isSourcePlan(sku) ? product(sourceSku) : undefined);
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
  raised: TierChange[];
  /** The same service in a lower tier: people keep it and get less of it. */
  lowered: TierChange[];
};

type TierChange = { from: Service; to: Service };

/**
 * What people gain and lose by a move from one plan to another (each a skuPartNumber), by service plan id.
 * Nothing in any list when the catalogue lacks either.
 */
export function difference(target: string, source: string): Difference {
  const from = product(source)?.services ?? [];
  const to = product(target)?.services ?? [];
  if (from.length === 0 || to.length === 0) return { gained: [], lost: [], raised: [], lowered: [] };
  const onlyFrom = from.filter((one) => !to.some((other) => other.id === one.id));
  const onlyTo = to.filter((one) => !from.some((other) => other.id === one.id));
  const changed = onlyFrom.flatMap((one): TierChange[] => {
    const other = onlyTo.find(({ name }) => sameService(name, one.name));
    return other ? [{ from: one, to: other }] : [];
  });
  return {
    gained: onlyTo.filter((one) => !changed.some((pair) => pair.to.id === one.id)),
    lost: onlyFrom.filter(
      (one) =>
        !changed.some((pair) => pair.from.id === one.id) &&
        ![...to, ...from].some(({ name }) => makesUpFor(name, one.name)),
    ),
    raised: changed.filter((pair) => isHigherTier(pair.to.name, pair.from.name)),
    lowered: changed.filter((pair) => isHigherTier(pair.from.name, pair.to.name)),
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
