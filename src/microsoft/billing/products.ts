import { displayName } from '../../upgrade/plans/plans.js';
import { PortError } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import type { ProductIds, Products } from './product-ids.js';
import { isOfPlan, listSubscriptions } from './subscriptions.js';

/**
 * The catalogue ids of a plan (a skuPartNumber): as configured, else as the account bought it before. Microsoft has no
 * public catalogue for direct customers.
 * @throws PortError `refused` with code `unknownProduct` when neither tells, or earlier purchases differ
 */
export async function productIds(
  billing: Billing,
  tenantId: string,
  account: string,
  plan: string,
  configured: Products | undefined,
): Promise<ProductIds> {
  const known = configured?.[plan];
  if (known) return known;
  const bought = (await listSubscriptions(billing, tenantId, account))
    .filter((one) => isOfPlan(one, plan) && one.productTypeId !== '' && one.skuId !== '')
    .map(({ productTypeId, skuId }) => ({ productTypeId, skuId }));
  const [first] = bought;
  if (first && bought.every((one) => one.productTypeId === first.productTypeId && one.skuId === first.skuId)) {
    return first;
  }
  const text = first
    ? `The account bought ${displayName(plan)} under several product ids, and nothing tells which one to buy`
    : `The product id of ${displayName(plan)} is not known: it is neither configured nor was the plan bought before`;
  throw new PortError({ is: 'refused', code: 'unknownProduct', text }, 'finding the product to buy');
}
