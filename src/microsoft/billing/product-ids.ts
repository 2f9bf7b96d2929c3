/** What a plan is called in Microsoft's catalogue. */
export type ProductIds = { productTypeId: string; skuId: string };

/** By skuPartNumber. */
export type Products = Readonly<Record<string, ProductIds>>;
