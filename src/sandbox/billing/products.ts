import { allSkus, catalogItemIdOf, type Sku } from '../catalogue/skus.js';

/** What a product is called when it is bought on a billing account. */
export interface BillingProduct {
  readonly productTypeId: string;
  readonly skuId: string;
}

const onlySku = '0001';

/** The same in every tenant, and the same product code as Partner Center's. */
export function billingProductOf(sku: Sku): BillingProduct {
  return { productTypeId: catalogItemIdOf(sku).split(':')[0] ?? '', skuId: onlySku };
}

/** skuPartNumber → what to ask for, for a buyer without a catalogue: Microsoft has no public one for direct customers. */
export const billingProducts: Readonly<Record<string, BillingProduct>> = Object.fromEntries(
  allSkus.map((sku) => [sku.skuPartNumber, billingProductOf(sku)]),
);

const byProductType = new Map(allSkus.map((sku) => [billingProductOf(sku).productTypeId.toLowerCase(), sku]));

/** The product of these ids, in any letter case, or undefined. */
export function skuOfBillingProduct({ productTypeId, skuId }: BillingProduct): Sku | undefined {
  return skuId === onlySku ? byProductType.get(productTypeId.toLowerCase()) : undefined;
}
