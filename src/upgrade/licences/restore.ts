import type { LicensedGroup, LicensedUser } from '../tenant/facts.js';
import { groupsOf, isDirect, type Swap, type Target } from './move.js';
import { givenBy, offIn, switchedOff } from './switched-off.js';

/** Ids of the old product's service plans that were off before Microsoft's upgrade, which switches every one on. */
type Was = Target & { before: readonly string[] };

/**
 * After an automatic upgrade: the change that switches off again what was off before, with what cannot live without it,
 * and leaves off what is off now. `none` when that is so already, or the person does not hold the new product.
 */
export function restore(user: LicensedUser, was: Was): Swap {
  const held = user.licences.filter((one) => one.skuId === was.toSkuId);
  const direct = held.find(isDirect);
  const others = user.licences.filter((one) => one !== direct);
  const beside = { off: direct?.disabledPlans ?? [], elsewhere: givenBy(others, was) };
  const { mapped, all, unmapped, alsoOff } = offIn(was.before, was, beside);
  if (!direct) {
    const off = switchedOff(user, was.toSkuId);
    const isSo = held.length === 0 || mapped.every((id) => off.includes(id));
    return isSo ? { is: 'none' } : { is: 'byGroup', groupIds: groupsOf(held) };
  }
  if (mapped.length === 0 || all.length === new Set(direct.disabledPlans).size) return { is: 'none' };
  const change = { userId: user.id, add: [{ skuId: was.toSkuId, disabledPlans: all }], remove: [] };
  return { is: 'change', change, unmapped, alsoOff };
}

/** Ids of the new product's service plans that were off before and are on now. */
export function stillOn(user: LicensedUser, was: Was): string[] {
  const off = switchedOff(user, was.toSkuId);
  return offIn(was.before, was).mapped.filter((id) => !off.includes(id));
}

/** A group's licences read like a person's direct ones: the same rules tell what to switch off. */
export function asHolder({ id, displayName, licences }: LicensedGroup): LicensedUser {
  return {
    id,
    displayName,
    userPrincipalName: '',
    usageLocation: null,
    licences: licences.map((one) => ({ ...one, assignedByGroup: null, state: 'Active', error: null })),
  };
}
