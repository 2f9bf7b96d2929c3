import { productById, serviceById } from '../plans/plans.js';
import { sameService } from '../plans/tiers.js';
import type { LicenceState, LicensedGroup, LicensedUser } from '../tenant/facts.js';

/** One person's change of licences: what is added and removed in a single assignLicense call. */
export type LicenceChange = {
  userId: string;
  add: { skuId: string; disabledPlans: string[] }[];
  remove: string[];
};

/** A service plan by its id and Microsoft's name. */
export type PlanRef = { id: string; name: string };

/** From which product to which. `toServices`: the new product's service plans as Graph lists them in this tenant. */
export type Move = { fromSkuId: string; toSkuId: string; toServices?: readonly PlanRef[] | undefined };

export type Swap =
  /** `unmapped`: names of services that were switched off and have no counterpart in the new product. */
  | { is: 'change'; change: LicenceChange; unmapped: string[] }
  /** Nothing to do. */
  | { is: 'none' }
  /** Held through these groups only: the groups' licences are what must change. */
  | { is: 'byGroup'; groupIds: string[] };

export type GroupSwap = { is: 'change'; change: Omit<LicenceChange, 'userId'>; unmapped: string[] } | { is: 'none' };

/**
 * Ids of the service plans of a product that are off for the person: off in every assignment that works, since a
 * service that one assignment gives is on. Where no assignment works, off in all there are.
 */
export function switchedOff(user: LicensedUser, skuId: string): string[] {
  const all = user.licences.filter((one) => one.skuId === skuId);
  const working = all.filter(isWorking);
  const [first, ...others] = working.length > 0 ? working : all;
  const off = first?.disabledPlans ?? [];
  return [...new Set(off)].filter((id) => others.every((one) => one.disabledPlans.includes(id)));
}

/**
 * The one change that takes a person from the old product to the new one: add and remove in a single call, so that
 * there is no moment without a licence and no second seat. What was switched off stays switched off. A new product that
 * the person holds directly already keeps its own settings. No other product is touched.
 * @see "Step 3: Reassign licenses to users" in Microsoft's article on Office 365 E4
 */
export function swap(user: LicensedUser, move: Move): Swap {
  const sources = user.licences.filter((one) => one.skuId === move.fromSkuId);
  if (sources.length === 0) return { is: 'none' };
  if (!sources.some(isDirect)) return { is: 'byGroup', groupIds: groupsOf(sources) };

  const change = (add: LicenceChange['add'], unmapped: string[]): Swap => ({
    is: 'change',
    change: { userId: user.id, add, remove: [move.fromSkuId] },
    unmapped,
  });
  const own = user.licences.find((one) => one.skuId === move.toSkuId && isDirect(one));
  if (own && isWorking(own)) {
    const add = stillNeeded(own.disabledPlans, { ...move, off: switchedOff(user, move.fromSkuId) });
    return change(add, []);
  }
  // An assignment in error gives nothing: it is made anew, as it was, in the call that takes the old product away.
  if (own) return change([{ skuId: move.toSkuId, disabledPlans: own.disabledPlans }], []);
  const { mapped, unmapped } = mapSwitchedOff(switchedOff(user, move.fromSkuId), move);
  const byGroup = sources.filter((one) => !isDirect(one) && isWorking(one));
  const disabledPlans = [...new Set([...mapped, ...otherTiersOf(byGroup, move)])];
  return change([{ skuId: move.toSkuId, disabledPlans }], unmapped);
}

/**
 * For somebody whose group still gives the old product: the new product's services that are another tier of one the
 * group gives. Both tiers cannot be on at once; the group itself brings the new tier when its licence is swapped.
 */
function otherTiersOf(byGroup: readonly LicenceState[], { fromSkuId, toSkuId, toServices }: Move): string[] {
  const given = (productById(fromSkuId)?.services ?? []).filter((service) =>
    byGroup.some((one) => !one.disabledPlans.includes(service.id)),
  );
  const offered: readonly PlanRef[] = toServices ?? productById(toSkuId)?.services ?? [];
  return offered
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
    return { is: 'change', change: { add, remove }, unmapped: [] };
  }
  const { mapped, unmapped } = mapSwitchedOff(source.disabledPlans, move);
  return { is: 'change', change: { add: [{ skuId: move.toSkuId, disabledPlans: mapped }], remove }, unmapped };
}

/**
 * After an automatic upgrade, which switches every service on: the change that switches off again what was off before,
 * and leaves off what is off now. `none` when that is so already, or the person does not hold the new product.
 * @param was `before`: ids of the source's service plans that were off.
 */
export function restore(user: LicensedUser, was: { before: readonly string[] } & Omit<Move, 'fromSkuId'>): Swap {
  const held = user.licences.filter((one) => one.skuId === was.toSkuId);
  const { mapped, unmapped } = mapSwitchedOff(was.before, was);
  const direct = held.find(isDirect);
  if (!direct) {
    const off = switchedOff(user, was.toSkuId);
    const isSo = held.length === 0 || mapped.every((id) => off.includes(id));
    return isSo ? { is: 'none' } : { is: 'byGroup', groupIds: groupsOf(held) };
  }
  const disabledPlans = [...new Set([...direct.disabledPlans, ...mapped])];
  if (disabledPlans.length === new Set(direct.disabledPlans).size) return { is: 'none' };
  const change = { userId: user.id, add: [{ skuId: was.toSkuId, disabledPlans }], remove: [] };
  return { is: 'change', change, unmapped };
}

/**
 * The new product's counterparts of service plans that are off: the same plan, else the same service in another tier.
 * @returns `mapped`: service plan ids; `unmapped`: names of those without a counterpart (the id where no name is known).
 */
export function mapSwitchedOff(
  off: readonly string[],
  { toSkuId, toServices }: Omit<Move, 'fromSkuId'>,
): { mapped: string[]; unmapped: string[] } {
  const offered: readonly PlanRef[] = toServices ?? productById(toSkuId)?.services ?? [];
  const mapped = new Set<string>();
  const unmapped = new Set<string>();
  for (const id of off) {
    const name = serviceById(id)?.name ?? id;
    const counterpart = offered.find((one) => one.id === id) ?? offered.find((one) => sameService(one.name, name));
    if (counterpart) mapped.add(counterpart.id);
    else unmapped.add(name);
  }
  return { mapped: [...mapped], unmapped: [...unmapped] };
}

/**
 * For somebody who holds both products: the new one is assigned anew only if it leaves off a service that the old one
 * gives, so that nobody loses a service with the old product.
 */
function stillNeeded(
  offInNew: readonly string[],
  { fromSkuId, toSkuId, off }: { fromSkuId: string; toSkuId: string; off: readonly string[] },
): LicenceChange['add'] {
  const given = (productById(fromSkuId)?.services ?? []).filter((service) => !off.includes(service.id));
  const stays = offInNew.filter((id) => {
    const name = serviceById(id)?.name ?? id;
    return !given.some((service) => service.id === id || sameService(service.name, name));
  });
  return stays.length === offInNew.length ? [] : [{ skuId: toSkuId, disabledPlans: stays }];
}

export function isDirect(licence: LicenceState): boolean {
  return licence.assignedByGroup === null;
}

/** Whether a group hands out the product to the person: they then keep it until the group's own licence is changed. */
export function isByGroup({ licences }: LicensedUser, skuId: string): boolean {
  return licences.some((one) => one.skuId === skuId && !isDirect(one));
}

export function isWorking({ state }: LicenceState): boolean {
  return state === 'Active' || state === 'ActiveWithError';
}

function groupsOf(licences: readonly LicenceState[]): string[] {
  return [...new Set(licences.flatMap((one) => one.assignedByGroup ?? []))];
}
