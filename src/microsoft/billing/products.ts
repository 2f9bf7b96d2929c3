import type { Offer } from '../../upgrade/order/offer.js';
import { type TermSold, yearAlone } from '../../upgrade/order/term.js';
import { catalogue, type Product } from '../../upgrade/plans/catalogue.js';
import { displayName, targetSkus } from '../../upgrade/plans/plans.js';
import { PortError } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import type { ProductIds, Products } from './product-ids.js';
import { type BillingSubscription, isOfPlan, listSubscriptions } from './subscriptions.js';

/**
 * What plans are called in Microsoft's catalogue: as configured, else as the account bought them before. Microsoft has no
 * public catalogue for direct customers.
 */

/** What tells it. */
type Sources = { billing: Billing; tenantId: string; account: string; configured: Products | undefined };

/**
 * The catalogue ids of a plan (a skuPartNumber).
 * @throws PortError `refused` with code `unknownProduct` when nothing tells, or earlier purchases differ
 */
export async function productIds(sources: Sources, plan: string): Promise<ProductIds> {
  const known = sources.configured?.[plan];
  if (known) return known;
  const bought = boughtIds(await purchases(sources), plan);
  const [first] = bought;
  if (first && bought.length === 1) return first;
  const text = first
    ? `The account bought ${displayName(plan)} under several product ids, and nothing tells which one to buy`
    : `The product id of ${displayName(plan)} is not known: it is neither configured nor was the plan bought before`;
  throw new PortError({ is: 'refused', code: 'unknownProduct', text }, 'finding the product to buy');
}

/** Plans that Microsoft sells, those that Office 365 E4 leads to first. */
const saleable: readonly string[] = [
  ...new Set([...targetSkus, ...catalogue.products.flatMap((one) => (isSold(one) ? one.sku : []))]),
];

function isSold({ kind, retired }: Product): boolean {
  return kind === 'suite' && !retired;
}

/** The plans that can be ordered: those whose ids are known. @throws PortError */
export async function plansSold(sources: Sources): Promise<string[]> {
  const all = await purchases(sources);
  return saleable.filter((plan) => sources.configured?.[plan] || boughtIds(all, plan).length === 1);
}

/** What is known of each plan that may be bought: as configured, and as the account bought it, as `product:sku`. @throws PortError */
export async function knownProducts(
  sources: Sources,
): Promise<{ plan: string; configured: string | undefined; bought: string[] }[]> {
  const all = await purchases(sources);
  const named = ({ productTypeId, skuId }: ProductIds) => `${productTypeId}:${skuId}`;
  const told = [...new Set([...targetSkus, ...Object.keys(sources.configured ?? {})])];
  return told.map((plan) => {
    const configured = sources.configured?.[plan];
    return { plan, configured: configured && named(configured), bought: boughtIds(all, plan).map(named) };
  });
}

/** How a plan can be ordered. What Microsoft lets only a signed-in person see, only such a person can buy. @throws PortError */
export async function offerOf(readSources: () => Promise<Sources>, plan: string): Promise<Offer> {
  let configured: Products | undefined;
  try {
    const sources = await readSources();
    configured = sources.configured;
    await productIds(sources, plan);
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { problem } = error;
    if (problem.is === 'refused' && problem.code === 'unknownProduct')
      return { is: 'byHand', because: 'unknownProduct' };
    if (problem.is === 'denied' && problem.mendedBy === 'operator') return { is: 'byHand', because: 'needsPerson' };
    throw error;
  }
  const terms = configured?.[plan]?.terms;
  return { is: 'sold', terms: terms ? terms.map(billed) : [...yearAlone], attestation: false };
}

/** A month is billed by the month, a year either way. */
const billed = (term: TermSold['term']): TermSold => ({
  term,
  cycles: term === 'P1M' ? ['monthly'] : ['monthly', 'annual'],
});

function purchases({ billing, tenantId, account }: Sources): Promise<BillingSubscription[]> {
  return listSubscriptions(billing, tenantId, account);
}

/** The ids under which a plan was bought, each once. */
function boughtIds(all: readonly BillingSubscription[], plan: string): ProductIds[] {
  const ids = all
    .filter((one) => isOfPlan(one, plan) && one.productTypeId !== '' && one.skuId !== '')
    .map(({ productTypeId, skuId }) => ({ productTypeId, skuId }));
  return [...new Map(ids.map((one) => [`${one.productTypeId}:${one.skuId}`, one])).values()];
}
