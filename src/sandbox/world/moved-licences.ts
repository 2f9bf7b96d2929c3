import { activeLicence } from './active-licence.js';
import type { Licence, User } from './state.js';

/**
 * The licences of a person after a move to another plan: directly or through the same groups as before, with all of its
 * services switched on.
 */
export function movedLicences(
  { licences }: User,
  isMoved: (licence: Licence) => boolean,
  toSkuId: string,
  at: number,
): Licence[] {
  const moved = licences
    .filter(isMoved)
    .map(({ groupId }) => activeLicence({ skuId: toSkuId, disabledPlans: [] }, groupId, at));
  const places = new Set(moved.map(({ groupId }) => groupId));
  const others = licences.filter(
    (licence) => !isMoved(licence) && !(licence.skuId === toSkuId && places.has(licence.groupId)),
  );
  return [...others, ...moved];
}
