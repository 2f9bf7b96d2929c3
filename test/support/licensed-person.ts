import type { LicenceChange } from '../../src/upgrade/licences/move.js';
import { product } from '../../src/upgrade/plans/plans.js';
import type { LicenceState, LicensedUser } from '../../src/upgrade/tenant/facts.js';

/** A person with licences, and what Graph makes of a change to them. */

export function idOf(sku: string): string {
  const found = product(sku);
  if (!found) throw new Error(sku);
  return found.skuId;
}

export function licence(skuId: string, change: Partial<LicenceState> = {}): LicenceState {
  return { skuId, disabledPlans: [], assignedByGroup: null, state: 'Active', error: null, ...change };
}

export function person(...licences: LicenceState[]): LicensedUser {
  return { id: 'adele', displayName: 'Adele', userPrincipalName: 'adele@contoso.com', usageLocation: 'SE', licences };
}

/** Direct licences are added, replaced and removed; groups' stay. Only what is held directly can be removed. */
export function applied(user: LicensedUser, change: LicenceChange): LicensedUser {
  const isDirect = (one: LicenceState) => one.assignedByGroup === null;
  const missing = change.remove.find((skuId) => !user.licences.some((one) => one.skuId === skuId && isDirect(one)));
  if (missing !== undefined) throw new Error(`${missing} is not held directly`);
  const replaced = [...change.remove, ...change.add.map((one) => one.skuId)];
  const kept = user.licences.filter((one) => !isDirect(one) || !replaced.includes(one.skuId));
  return { ...user, licences: [...kept, ...change.add.map((one) => licence(one.skuId, one))] };
}
