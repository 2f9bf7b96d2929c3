import { z } from 'zod';
import { BoundedMap } from '../../base/bounded-map.js';
import { keyOf } from '../../base/key-of.js';
import type { Offer } from '../../upgrade/order/offer.js';
import { type BillingCycle, type Term, type TermSold, terms } from '../../upgrade/order/term.js';
import { product } from '../../upgrade/plans/plans.js';
import { hasProblem } from '../../upgrade/ports.js';
import { comparableTitle, titleOfPlan } from '../plan-title.js';
import { plainWord } from '../words.js';
import { readAvailabilities } from './availabilities.js';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';

/**
 * Partner Center's catalogue as a customer sees it: products, their SKUs, and how each SKU is available. What it lists can
 * be bought; which plans a subscription can be upgraded to says nothing of that.
 * @see https://learn.microsoft.com/partner-center/developer/product-resources (read 2022-12-09)
 */
export type Catalogue = {
  /** How a plan (a skuPartNumber) can be bought; `notSold` when the catalogue does not have it. @throws PortError */
  offer(customer: string, plan: string): Promise<Offer>;
  /**
   * What to put into a cart; undefined when the plan is not sold so. Only good for buying at once. `attestation`: the SKU
   * is sold only to whoever attests.
   * @throws PortError
   */
  itemFor(
    customer: string,
    plan: string,
    term: Term,
    billingCycle: BillingCycle,
  ): Promise<{ catalogItemId: string; attestation: boolean } | undefined>;
  /** Every item of the plan, for telling orders of it from others. @throws PortError */
  itemsOf(customer: string, plan: string): Promise<string[]>;
};

/** Where a plan is in the catalogue; that does not change from day to day, as how it is available may. */
type Place = { productId: string; skuId: string; attestation: boolean };

const placesKept = 5_000;

export function catalogue(center: PartnerCenter): Catalogue {
  const places = new BoundedMap<string, Place>(placesKept);

  async function placeOf(customer: string, plan: string): Promise<Place | undefined> {
    const key = keyOf(customer, plan);
    const place = places.get(key) ?? (await findPlace(center, customer, plan));
    if (place) places.set(key, place);
    return place;
  }

  async function availableAt(customer: string, plan: string) {
    const place = await placeOf(customer, plan);
    const available = place ? await readAvailabilities(center, customer, place) : [];
    // It may be sold at another place by the next time.
    if (available.length === 0) places.delete(keyOf(customer, plan));
    return { place, available };
  }

  return {
    async offer(customer, plan) {
      const { place, available } = await availableAt(customer, plan);
      const sold = terms.flatMap((term): TermSold[] => {
        const cycles = new Set(available.filter((one) => one.term === term).map((one) => one.billingCycle));
        return cycles.size > 0 ? [{ term, cycles: [...cycles] }] : [];
      });
      if (!place || sold.length === 0) return { is: 'byHand', because: 'notSold' };
      return { is: 'sold', terms: sold, attestation: place.attestation };
    },
    async itemFor(customer, plan, term, billingCycle) {
      // What has to be attested may have changed since the plan was looked for.
      places.delete(keyOf(customer, plan));
      const { place, available } = await availableAt(customer, plan);
      const found = available.find((one) => one.term === term && one.billingCycle === billingCycle);
      return place && found && { catalogItemId: found.catalogItemId, attestation: place.attestation };
    },
    async itemsOf(customer, plan) {
      const available = await unlessNotFound(availableAt(customer, plan));
      return [...new Set((available?.available ?? []).map(({ catalogItemId }) => catalogItemId))];
    },
  };
}

/** A catalogue that is not there tells no order from another; that none was placed, it does not say. */
async function unlessNotFound<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasProblem(error, 'notFound')) return undefined;
    throw error;
  }
}

const productSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  productType: z.object({ id: wordSchema }).nullish(),
});

const attestationSchema = z.object({ enforceAttestation: z.boolean().nullish() });

const skuSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  isTrial: z.boolean().nullish(),
  dynamicAttributes: z.object({ isAddon: z.boolean().nullish(), provisioningId: z.string().nullish() }).nullish(),
  attestationProperties: z.union([attestationSchema, z.array(attestationSchema)]).nullish(),
});
type Sku = z.infer<typeof skuSchema>;

/** Products with a title that fits, at most; each costs a request. */
const mostProducts = 5;

async function findPlace(center: PartnerCenter, customer: string, plan: string): Promise<Place | undefined> {
  const path = '/products?targetView=OnlineServices';
  const products = await center.list({ customer, path, doing: 'reading what can be bought' }, productSchema);
  for (const { id: productId } of productsFor(plan, products)) {
    const ofProduct = `/products/${encodeURIComponent(productId)}/skus`;
    const skus = await center.list({ customer, path: ofProduct, doing: 'reading the SKUs of a product' }, skuSchema);
    const sku = skus.find((one) => isOfPlan(one, plan));
    if (sku) return { productId, skuId: sku.id, attestation: attestationOf(sku) };
  }
  return undefined;
}

/** Products that may hold the plan as one of their SKUs: by its own title, or by the beginning of it, the longest first. */
function productsFor(plan: string, products: readonly z.infer<typeof productSchema>[]) {
  const wanted = `${titleOfPlan(plan)} `;
  const length = (title: string | null | undefined) => comparableTitle(title ?? '').length;
  return products
    .filter(({ productType }) => plainWord(productType?.id ?? '').endsWith('nce'))
    .filter(({ title }) => length(title) > 0 && wanted.startsWith(`${comparableTitle(title ?? '')} `))
    .sort((one, other) => length(other.title) - length(one.title))
    .slice(0, mostProducts);
}

/**
 * Whether a SKU is the plan: by the id that the directory knows it by, and by its title only where that is not told, since
 * SKUs for schools and trials share titles.
 */
function isOfPlan({ title, isTrial, dynamicAttributes }: Sku, plan: string): boolean {
  if (isTrial || dynamicAttributes?.isAddon) return false;
  const provisioningId = dynamicAttributes?.provisioningId;
  if (provisioningId) return provisioningId.toLowerCase() === product(plan)?.skuId;
  return comparableTitle(title ?? '') === titleOfPlan(plan);
}

function attestationOf({ attestationProperties }: Sku): boolean {
  return [attestationProperties ?? []].flat().some(({ enforceAttestation }) => enforceAttestation === true);
}
