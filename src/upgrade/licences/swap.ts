import { serviceName } from '../plans/plans.js';
import { sameService } from '../plans/tiers.js';
import type { LicenceState, LicensedGroup, LicensedUser } from '../tenant/facts.js';
import type { PlanRef } from './closed-off.js';
import {
  type GroupSwap,
  groupsOf,
  isDirect,
  isWorking,
  type LicenceChange,
  type Move,
  type Swap,
  type Told,
} from './move.js';
import { givenBy, offIn, onIn, onlyOf, servicesOf, switchedOff } from './switched-off.js';

/**
 * The one change that takes a person from the old product to the new one, and from and to those that go with them: add
 * and remove in a single call, so that there is no moment without a licence and no second seat. What was switched off
 * stays switched off, and with it what cannot live without it in the new product. A new product that the person holds
 * directly already keeps its own settings. No other product is touched.
 * @see "Step 3: Reassign licenses to users" in Microsoft's article on Office 365 E4
 */
export function swap(user: LicensedUser, move: Move): Swap {
  const sources = user.licences.filter((one) => one.skuId === move.fromSkuId);
  if (sources.length === 0) return { is: 'none' };
  if (!sources.some(isDirect)) return { is: 'byGroup', groupIds: groupsOf(sources) };
  const remove = leaving(user.licences.filter(isDirect), move);
  const off = offBefore(remove, (skuId) => switchedOff(user, skuId), move);
  const parts = movesIn(move, user.licences).map((one) => given(user, one, { remove, off }));
  return { is: 'change', change: { userId: user.id, add: parts.flatMap(({ add }) => add), remove }, ...told(parts) };
}

type Part = Told & { add: LicenceChange['add'] };
/** Products that are taken away, and ids of their services that are off. */
type Left = { remove: readonly string[]; off: readonly string[] };

/** What is given of one new product. */
function given(user: LicensedUser, move: Move, { remove, off }: Left): Part {
  const { toSkuId } = move;
  const own = user.licences.find((one) => one.skuId === toSkuId && isDirect(one));
  if (own && isWorking(own)) return kept(own.disabledPlans, move, { remove, off });
  if (own) {
    // An assignment in error gives nothing: it is made anew, as it was, in the call that takes the old product away.
    const disabledPlans = onlyOf(servicesOf(toSkuId, move.toServices), own.disabledPlans);
    return { add: [{ skuId: toSkuId, disabledPlans }], ...settled(off, move) };
  }
  const sources = user.licences.filter((one) => one.skuId === move.fromSkuId);
  const byGroup = sources.filter((one) => !isDirect(one) && isWorking(one));
  const { all, unmapped, alsoOff } = offIn(off, move, {
    off: otherTiersOf(byGroup, move),
    elsewhere: [...givenBy([...besides(user, move, remove), ...byGroup], move), ...givenWith(move, off)],
  });
  return { add: [{ skuId: toSkuId, disabledPlans: all }], unmapped, alsoOff };
}

/** Products that are taken away: the old one first, then those that go with it and are there. */
function leaving(licences: readonly { skuId: string }[], { fromSkuId, alsoFrom = [] }: Move): string[] {
  const held = alsoFrom.filter(({ skuId }) => licences.some((one) => one.skuId === skuId));
  return [...new Set([fromSkuId, ...held.map(({ skuId }) => skuId)])];
}

/** The moves to the new product, and to those that are given with it and that nobody gives already. */
function movesIn(move: Move, licences: readonly { skuId: string }[]): Move[] {
  const alsoTo = (move.alsoTo ?? []).filter(({ skuId }) => !licences.some((one) => one.skuId === skuId));
  const more = alsoTo.map(({ skuId, services }) => ({ ...move, toSkuId: skuId, toServices: services, alsoTo }));
  return [{ ...move, alsoTo }, ...more];
}

/** Ids of services that are off in what is taken away, and on in none of it: one product that gives a service is enough. */
function offBefore(remove: readonly string[], offIn: (skuId: string) => readonly string[], move: Move): string[] {
  const isOn = (id: string) =>
    remove.some((skuId) => {
      const off = offIn(skuId);
      const name = serviceName({ id });
      return servicesIn(skuId, move).some(
        (one) => !off.includes(one.id) && (one.id === id || sameService(serviceName(one), name)),
      );
    });
  const off = [...new Set(remove.flatMap((skuId) => offIn(skuId)))];
  return remove.length === 1 ? off : off.filter((id) => !isOn(id));
}

/** The services of a product that is taken away. */
function servicesIn(skuId: string, { fromSkuId, fromServices, alsoFrom = [] }: Move): readonly PlanRef[] {
  const listed = skuId === fromSkuId ? fromServices : alsoFrom.find((one) => one.skuId === skuId)?.services;
  return servicesOf(skuId, listed);
}

/** What was off and has a counterpart in none of the new products is told. */
function told(parts: readonly Part[]): Told {
  const names = [...new Set(parts.flatMap(({ unmapped }) => unmapped))];
  const unmapped = names.filter((name) => parts.every((one) => one.unmapped.includes(name)));
  return { unmapped, alsoOff: [...new Set(parts.flatMap(({ alsoOff }) => alsoOff))] };
}

/** Names of the services that the other products of the same call have on. */
function givenWith({ toSkuId, alsoTo = [] }: Move, off: readonly string[]): string[] {
  return alsoTo
    .filter(({ skuId }) => skuId !== toSkuId)
    .flatMap(({ skuId, services }) => servicesOf(skuId, services).filter(({ id }) => !off.includes(id)))
    .map(serviceName);
}

/** What the person, or the group, has beside what is taken away and given. */
function besides<L extends { skuId: string }>(
  { licences }: { licences: readonly L[] },
  { toSkuId }: Move,
  remove: readonly string[],
): L[] {
  return licences.filter(({ skuId }) => !remove.includes(skuId) && skuId !== toSkuId);
}

/**
 * For somebody whose group still gives the old product: the new product's services that are another tier of one the
 * group gives. Both tiers cannot be on at once; the group itself brings the new tier when its licence is swapped.
 */
function otherTiersOf(byGroup: readonly LicenceState[], move: Move): string[] {
  const given = servicesIn(move.fromSkuId, move).filter((service) =>
    byGroup.some((one) => !one.disabledPlans.includes(service.id)),
  );
  return servicesOf(move.toSkuId, move.toServices)
    .filter((plan) => given.some((service) => sameService(serviceName(service), serviceName(plan))))
    .filter((plan) => !given.some((service) => service.id === plan.id))
    .map((plan) => plan.id);
}

/** The same for a group: its members follow when Microsoft has processed it. */
export function swapGroup(group: LicensedGroup, move: Move): GroupSwap {
  if (!group.licences.some((one) => one.skuId === move.fromSkuId)) return { is: 'none' };
  const remove = leaving(group.licences, move);
  const offOf = (sku: string) => group.licences.find(({ skuId }) => skuId === sku)?.disabledPlans ?? [];
  const off = offBefore(remove, offOf, move);
  const parts = movesIn(move, group.licences).map((one) => givenToGroup(group, one, { remove, off }));
  return { is: 'change', change: { add: parts.flatMap(({ add }) => add), remove }, ...told(parts) };
}

function givenToGroup(group: LicensedGroup, move: Move, { remove, off }: Left): Part {
  const own = group.licences.find((one) => one.skuId === move.toSkuId);
  if (own) return kept(own.disabledPlans, move, { remove, off });
  const elsewhere = [...onIn(besides(group, move, remove), move), ...givenWith(move, off)];
  const { all, unmapped, alsoOff } = offIn(off, move, { elsewhere });
  return { add: [{ skuId: move.toSkuId, disabledPlans: all }], unmapped, alsoOff };
}

/**
 * For somebody who holds old and new: the new product is assigned anew only if it leaves off a service that the old ones
 * give, so that nobody loses a service with them.
 */
function kept(offInNew: readonly string[], move: Move, { remove, off }: Left): Part {
  const given = remove.flatMap((skuId) => servicesIn(skuId, move)).filter((service) => !off.includes(service.id));
  const stays = offInNew.filter((id) => {
    const name = serviceName({ id });
    return !given.some((service) => service.id === id || sameService(serviceName(service), name));
  });
  const disabledPlans = onlyOf(servicesOf(move.toSkuId, move.toServices), stays);
  const isAsItWas = stays.length === offInNew.length;
  return { add: isAsItWas ? [] : [{ skuId: move.toSkuId, disabledPlans }], ...settled(off, move) };
}

/** Of a product that was there, and keeps settings of its own. */
function settled(off: readonly string[], move: Move): Told {
  return { unmapped: offIn(off, move).unmapped, alsoOff: [] };
}
