import { productById, serviceName } from '../plans/plans.js';
import type { LicenceState, LicensedGroup, LicensedUser } from '../tenant/facts.js';
import { goesAlong } from './closed-off.js';
import { readLicenceFailure } from './licence-failures.js';
import { type GroupSwap, isDirect, isWorking, type LicenceChange, type Move, type Swap, type Told } from './move.js';
import { givenBy, onlyOf, servicesOf } from './switched-off.js';

/** The way back: what `swap` did to one person or one group, taken back by what was written down before it. */

/** What somebody, or a group, had of its own before anything was moved. */
export type Before = {
  /** Whether the old product was assigned directly; else it came through groups only. */
  direct: boolean;
  /** Ids of the service plans that were switched off in that assignment itself. */
  off: readonly string[];
  /** New products that were assigned directly as well, and what goes with the old one, with what was switched off in each. */
  targets: readonly { skuId: string; off: readonly string[] }[];
};

/**
 * What a person has, to be written down before the old product is swapped.
 * @param along ids of the products that are taken away or given with it
 */
export function beforeOf(user: LicensedUser, fromSkuId: string, along: readonly string[] = []): Before {
  const direct = user.licences.filter(isDirect);
  // What is in conflict gives nothing. The old product is written down all the same: it is what they go back to.
  return heldIn(
    direct.filter((one) => one.skuId === fromSkuId || !isInConflict(one)),
    fromSkuId,
    along,
  );
}

/** The same of a group. */
export function beforeOfGroup(group: LicensedGroup, fromSkuId: string, along: readonly string[] = []): Before {
  return heldIn(group.licences, fromSkuId, along);
}

type Held = Pick<LicenceState, 'skuId' | 'disabledPlans'>;

function heldIn(licences: readonly Held[], fromSkuId: string, along: readonly string[]): Before {
  const source = licences.find((one) => one.skuId === fromSkuId);
  return {
    direct: source !== undefined,
    off: source?.disabledPlans ?? [],
    targets: licences
      .filter((one) => one !== source && isWrittenDown(one.skuId, along))
      .map(({ skuId, disabledPlans }) => ({ skuId, off: disabledPlans })),
  };
}

/**
 * The one change that takes a person back from the new product to the old one, with exactly the services that were off
 * before, as far as the old product still has them; a new product that was there before stays, with its own earlier settings. `none` for whoever holds the old
 * product already, has no new one of their own, or held the old one through groups only: the groups go back themselves.
 */
export function undoSwap(user: LicensedUser, before: Before, move: Move): Swap {
  const direct = user.licences.filter(isDirect);
  const now = direct.find((one) => one.skuId === move.toSkuId);
  const isBack = direct.some((one) => one.skuId === move.fromSkuId && isWorking(one));
  if (!before.direct || isBack || !now) return { is: 'none' };
  const elsewhere = givenBy(
    user.licences.filter((one) => one !== now),
    move,
  );
  const { change, ...told } = wayBack({ offNow: now.disabledPlans, held: direct }, before, move, elsewhere);
  return { is: 'change', change: { userId: user.id, ...change }, ...told };
}

/** The same for a group: its members follow when Microsoft has processed it. */
export function undoSwapGroup(group: LicensedGroup, before: Before, move: Move): GroupSwap {
  const now = group.licences.find((one) => one.skuId === move.toSkuId);
  const isBack = group.licences.some((one) => one.skuId === move.fromSkuId);
  if (!before.direct || isBack || !now) return { is: 'none' };
  return { is: 'change', ...wayBack({ offNow: now.disabledPlans, held: group.licences }, before, move, []) };
}

/** What is off in the new product now, and all that is held. */
type HeldNow = { offNow: readonly string[]; held: readonly { skuId: string }[] };

type WayBack = { change: Omit<LicenceChange, 'userId'> } & Told;

/** Services that Microsoft has taken out of a product since cannot be switched off in it: a change that names one is refused. */
function wayBack({ offNow, held }: HeldNow, before: Before, move: Move, elsewhere: readonly string[]): WayBack {
  const offered = servicesOf(move.fromSkuId, move.fromServices);
  const off = onlyOf(offered, before.off);
  const along = goesAlong(off, offered, { learnt: move.learnt, elsewhere });
  const told = { unmapped: [], alsoOff: along.map(serviceName) };
  const old = { skuId: move.fromSkuId, disabledPlans: [...off, ...along.map(({ id }) => id)] };
  const others = alongBack(held, before, move);
  const kept = before.targets.find((one) => one.skuId === move.toSkuId);
  if (!kept) return { change: { add: [old, ...others.add], remove: [move.toSkuId, ...others.remove] }, ...told };
  const keptOff = onlyOf(servicesOf(move.toSkuId, move.toServices), kept.off);
  const asBefore = sameIds(keptOff, offNow) ? [] : [{ skuId: move.toSkuId, disabledPlans: keptOff }];
  return { change: { add: [old, ...asBefore, ...others.add], remove: others.remove }, ...told };
}

/** What went with the old product comes back as it was, and what came with the new one goes, unless it was there before. */
function alongBack(
  held: HeldNow['held'],
  { targets }: Before,
  { alsoFrom = [], alsoTo = [] }: Move,
): Omit<LicenceChange, 'userId'> {
  const isHeld = (skuId: string) => held.some((one) => one.skuId === skuId);
  const was = (skuId: string) => targets.find((one) => one.skuId === skuId);
  return {
    add: alsoFrom.flatMap(({ skuId, services }) => {
      const before = was(skuId);
      if (!before || isHeld(skuId)) return [];
      return { skuId, disabledPlans: onlyOf(servicesOf(skuId, services), before.off) };
    }),
    remove: alsoTo.flatMap(({ skuId }) => (isHeld(skuId) && !was(skuId) ? skuId : [])),
  };
}

/** A new product beside the old one whose services excluded each other gave nothing: both at once is refused. */
function isInConflict({ state, error }: LicenceState): boolean {
  return state === 'Error' && readLicenceFailure(error ?? '') === 'conflict';
}

/** Any suite may be the new plan, also one that is newer than the catalogue. */
function isWrittenDown(skuId: string, along: readonly string[]): boolean {
  return (productById(skuId)?.kind ?? 'suite') === 'suite' || along.includes(skuId);
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
