import { z } from 'zod';
import type { SkuUnits } from '../tenant/facts.js';
import { coverage, difference, isSourcePlan, product } from './plans.js';
import { isWithoutTeams } from './suites.js';

/** What goes and comes with a plan in the same call a person: add-ons that the new plan has in it, and what it lacks. */
export const alongSchema = z.object({
  /** skuPartNumbers of products that are taken away with the old plan: the new one has all that is in them. */
  from: z.array(z.string()),
  /** skuPartNumbers of products that are given with the new plan: they have what that lacks. */
  to: z.array(z.string()),
});
export type Along = z.infer<typeof alongSchema>;

export const nothingAlong: Along = { from: [], to: [] };

type Owned = Pick<SkuUnits, 'sku' | 'assigned' | 'enabled' | 'warning'>;

/**
 * What may go and come with a move, of what the tenant owns. The add-ons of Office 365 E4 stay where they are, as
 * Microsoft's article has it.
 * @param plan skuPartNumber of the new plan; `source` of the old one
 */
export function mayGoAlong(plan: string, source: string, skus: readonly Owned[]): Along {
  if (isSourcePlan(source)) return nothingAlong;
  const lost = difference(plan, source).lost.map(({ id }) => id);
  const lacksTeams = isWithoutTeams(difference(plan, source).lost.map(({ name }) => name));
  const brings = ({ sku }: Owned): boolean => {
    const found = product(sku);
    if (found?.kind === 'teams') return lacksTeams;
    return found?.kind === 'addOn' && found.services.every(({ id, name }) => lost.includes(id) || isFoundation(name));
  };
  const isIncluded = ({ sku, assigned }: Owned): boolean =>
    product(sku)?.kind === 'addOn' && assigned > 0 && coverage(sku, plan) === 'full';
  return {
    from: skus.filter(isIncluded).map(({ sku }) => sku),
    to: skus.filter((one) => freeOf(one) > 0 && brings(one)).map(({ sku }) => sku),
  };
}

/** Licences that nobody has. */
export function freeOf({ enabled, warning, assigned }: Owned): number {
  return Math.max(0, enabled + warning - assigned);
}

const isFoundation = (name: string): boolean => name.startsWith('EXCHANGE_S_FOUNDATION');
