import fc from 'fast-check';
import { catalogue } from '../../src/upgrade/plans/catalogue.js';
import { product, sourceSku, targetSkus } from '../../src/upgrade/plans/plans.js';
import { canTake, fitOf } from '../../src/upgrade/plans/suites.js';
import type { LicenceState } from '../../src/upgrade/tenant/facts.js';
import { idOf, person } from './licensed-person.js';

/** People with whatever licences, for properties that hold for all of them. */

/** The id of a service plan in a product. */
export function planId(name: string, sku: string = sourceSku): string {
  const found = product(sku)?.services.find((one) => one.name === name);
  if (!found) throw new Error(`${name} in ${sku}`);
  return found.id;
}

export const sourcePlans = (product(sourceSku)?.services ?? []).map((one) => one.id);
/** Plans that Microsoft names as ways on, and the others that people can be moved to. */
const suites = catalogue.products.filter((one) => {
  const fit = fitOf(one, { sku: sourceSku, services: [] });
  return fit !== undefined && canTake(fit);
});
export const targetIds = fc.constantFrom(...new Set([...targetSkus, ...suites.map(({ sku }) => sku)])).map(idOf);

const [e4, e5, e3, visio] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM'), idOf('ENTERPRISEPACK'), idOf('VISIOCLIENT')];
const licences = fc.array(
  fc.record({
    skuId: fc.constantFrom(e4, e4, e5, e3, visio),
    disabledPlans: fc.uniqueArray(fc.constantFrom(...sourcePlans, 'a-plan-nobody-knows')),
    assignedByGroup: fc.constantFrom(null, null, 'sales', 'all'),
    state: fc.constantFrom('Active', 'Active', 'ActiveWithError', 'Error'),
    error: fc.constant(null),
  }),
  { maxLength: 6 },
);

/** One assignment a product and place. */
export const heldAtRandom = licences.map((held) => {
  const key = (one: LicenceState) => `${one.skuId} ${one.assignedByGroup}`;
  return person(...new Map(held.map((one) => [key(one), one])).values());
});
