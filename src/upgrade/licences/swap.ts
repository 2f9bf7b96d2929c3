import { productById, serviceById } from '../plans/plans.js';
import { sameService } from '../plans/tiers.js';
import type { LicenceState, LicensedGroup, LicensedUser } from '../tenant/facts.js';
import { type GroupSwap, groupsOf, isDirect, isWorking, type LicenceChange, type Move, type Swap } from './move.js';
import { givenBy, offIn, onlyOf, servicesOf, switchedOff } from './switched-off.js';

/**
 * The one change that takes a person from the old product to the new one: add and remove in a single call, so that
 * there is no moment without a licence and no second seat. What was switched off stays switched off, and with it what
 * cannot live without it in the new product. A new product that the person holds directly already keeps its own
 * settings. No other product is touched.
 * @see "Step 3: Reassign licenses to users" in Microsoft's article on Office 365 E4
 */
export function swap(user: LicensedUser, move: Move): Swap {
  const sources = user.licences.filter((one) => one.skuId === move.fromSkuId);
  if (sources.length === 0) return { is: 'none' };
  if (!sources.some(isDirect)) return { is: 'byGroup', groupIds: groupsOf(sources) };

  const change = (add: LicenceChange['add'], told: Told): Swap => ({
    is: 'change',
    change: { userId: user.id, add, remove: [move.fromSkuId] },
    ...told,
  });
  const own = user.licences.find((one) => one.skuId === move.toSkuId && isDirect(one));
  if (own && isWorking(own)) {
    const add = stillNeeded(own.disabledPlans, { ...move, off: switchedOff(user, move.fromSkuId) });
    return change(add, nothing);
  }
  const offered = servicesOf(move.toSkuId, move.toServices);
  // An assignment in error gives nothing: it is made anew, as it was, in the call that takes the old product away.
  if (own) return change([{ skuId: move.toSkuId, disabledPlans: onlyOf(offered, own.disabledPlans) }], nothing);
  const byGroup = sources.filter((one) => !isDirect(one) && isWorking(one));
  const { all, unmapped, alsoOff } = offIn(switchedOff(user, move.fromSkuId), move, {
    off: otherTiersOf(byGroup, move),
    elsewhere: givenBy([...besides(user, move), ...byGroup], move),
  });
  return change([{ skuId: move.toSkuId, disabledPlans: all }], { unmapped, alsoOff });
}

type Told = Pick<Extract<Swap, { is: 'change' }>, 'unmapped' | 'alsoOff'>;
const nothing: Told = { unmapped: [], alsoOff: [] };

/** What the person has beside the two products. */
function besides({ licences }: LicensedUser, { fromSkuId, toSkuId }: Move): LicenceState[] {
  return licences.filter(({ skuId }) => skuId !== fromSkuId && skuId !== toSkuId);
}

/**
 * For somebody whose group still gives the old product: the new product's services that are another tier of one the
 * group gives. Both tiers cannot be on at once; the group itself brings the new tier when its licence is swapped.
 */
function otherTiersOf(byGroup: readonly LicenceState[], { fromSkuId, toSkuId, toServices }: Move): string[] {
  const given = (productById(fromSkuId)?.services ?? []).filter((service) =>
    byGroup.some((one) => !one.disabledPlans.includes(service.id)),
  );
  return servicesOf(toSkuId, toServices)
    .filter((plan) => given.some((service) => service.id !== plan.id && sameService(service.name, plan.name)))
    .filter((plan) => !given.some((service) => service.id === plan.id))
    .map((plan) => plan.id);
}

/** The same for a group: its members follow when Microsoft has processed it. */
export function swapGroup(group: LicensedGroup, move: Move): GroupSwap {
  const source = group.licences.find((one) => one.skuId === move.fromSkuId);
  if (!source) return { is: 'none' };
  const remove = [move.fromSkuId];
  const own = group.licences.find((one) => one.skuId === move.toSkuId);
  if (own) {
    const add = stillNeeded(own.disabledPlans, { ...move, off: source.disabledPlans });
    return { is: 'change', change: { add, remove }, ...nothing };
  }
  const { all, unmapped, alsoOff } = offIn(source.disabledPlans, move);
  return { is: 'change', change: { add: [{ skuId: move.toSkuId, disabledPlans: all }], remove }, unmapped, alsoOff };
}

/**
 * For somebody who holds both products: the new one is assigned anew only if it leaves off a service that the old one
 * gives, so that nobody loses a service with the old product.
 */
function stillNeeded(offInNew: readonly string[], move: Move & { off: readonly string[] }): LicenceChange['add'] {
  const { fromSkuId, toSkuId, toServices, off } = move;
  const given = (productById(fromSkuId)?.services ?? []).filter((service) => !off.includes(service.id));
  const stays = offInNew.filter((id) => {
    const name = serviceById(id)?.name ?? id;
    return !given.some((service) => service.id === id || sameService(service.name, name));
  });
  if (stays.length === offInNew.length) return [];
  return [{ skuId: toSkuId, disabledPlans: onlyOf(servicesOf(toSkuId, toServices), stays) }];
}
