import { z } from 'zod';
import { termSchema } from '../../upgrade/order/term.js';
import { product } from '../../upgrade/plans/plans.js';

/** What plans are called in Microsoft's catalogue, which an operator may configure. */

const productSchema = z.strictObject({
  /** The product's id, such as `CFQ7TTC0LF8S`. */
  productTypeId: z.string().trim().min(1, { error: 'is empty' }),
  /** The SKU of the product, such as `0001`. */
  skuId: z.string().trim().min(1, { error: 'is empty' }),
  /** For how long the plan is sold; a year when left out. */
  terms: z.array(termSchema).min(1, { error: 'is empty' }).optional(),
});

/** How a plan is bought: what it is called, and for which terms where that is known. */
type ConfiguredProduct = z.infer<typeof productSchema>;

/** What a plan is called. */
export type ProductIds = Pick<ConfiguredProduct, 'productTypeId' | 'skuId'>;

/**
 * `{ "SPE_E5": { "productTypeId": "…", "skuId": "0001", "terms": ["P1Y"] } }`, by skuPartNumber of plans that may be
 * bought: the ids that a billing subscription alias is asked for with.
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions-aliases/create-or-update (2024-04-01)
 */
export const productsSchema = z.record(z.string(), productSchema).superRefine((products, context) => {
  for (const sku of Object.keys(products)) {
    const known = product(sku);
    if (known?.kind !== 'suite' || known.retired)
      context.addIssue({ code: 'custom', path: [sku], message: 'is not a plan that can be bought here' });
  }
  const plans = Object.entries(products).map(([sku, { productTypeId, skuId }]) => [sku, `${productTypeId}:${skuId}`]);
  for (const [sku = '', ids] of plans) {
    const other = plans.find(([one, same]) => same?.toLowerCase() === ids?.toLowerCase() && one !== sku);
    if (other) context.addIssue({ code: 'custom', path: [sku], message: `has the same ids as ${other[0]}` });
  }
});

/** By skuPartNumber. */
export type Products = Readonly<Record<string, ConfiguredProduct>>;
