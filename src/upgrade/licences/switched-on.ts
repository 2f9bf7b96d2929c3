import type { Service } from '../plans/catalogue.js';
import type { LicensedUser } from '../tenant/facts.js';

/**
 * Those of some services of a product that a person has not switched on. A licence in error counts like any other: who
 * has it is meant to have what is on in it.
 * @param skuId of the product
 */
export function notSwitchedOn(
  services: readonly Service[],
  { licences }: Pick<LicensedUser, 'licences'>,
  skuId: string,
): Service[] {
  const held = licences.filter((one) => one.skuId === skuId);
  return services.filter(({ id }) => held.every(({ disabledPlans }) => disabledPlans.includes(id)));
}
