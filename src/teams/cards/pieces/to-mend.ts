import type { LinkId } from '../../../upgrade/tenant/admin-center-links.js';
import { hasTooLarge } from '../lines/losing.js';
import { teamsForPlan } from '../lines/other-plan.js';
import type { RunView } from '../view.js';
import { setLocationButton } from './set-location.js';

/** What is to be mended before everyone can be moved as they should be. */

/** What was counted of everyone says nothing of those who are left once some have been moved. */
export function isOfEveryone({ run }: RunView, left: number): boolean {
  return run.reassign === null && left === run.snapshot?.people;
}

/**
 * The ways to mend it, which stand before the button that moves everyone: the first of them is what to do next. Moving is
 * that only where nothing is known to be in its way.
 * @param left how many are still to be moved
 */
export function mending(view: RunView, left: number) {
  const setLocation = setLocationButton(view);
  // After they were moved back, how that went is told instead of what was counted before.
  const isBack = view.run.reassign === null && view.run.undo !== null;
  const pages = isBack ? [] : pagesToMend(view, left);
  const isFree = setLocation.length === 0 && pages.length === 0 && (isBack || !hasTooLarge(view));
  return {
    setLocation: setLocation.map((button) => ({ ...button, style: 'positive' })),
    pages: pages.map((id, index) => ({
      title: view.t(`links.${id}`),
      url: view.page(id),
      style: setLocation.length === 0 && index === 0 ? 'positive' : 'default',
    })),
    moveStyle: isFree ? 'positive' : 'default',
  };
}

/** Pages where somebody's account is mended, or missing licenses are bought. */
function pagesToMend(view: RunView, left: number): LinkId[] {
  const { snapshot, losingTeams, reassign } = view.run;
  const counted = snapshot && isOfEveryone(view, left) ? snapshot : undefined;
  const withoutLocation = counted !== undefined && counted.withoutLocation > 0 && !counted.mayLocate;
  const withoutTeams = reassign === null && (losingTeams ?? 0) > 0 && teamsForPlan(view.run) !== undefined;
  return [
    ...((counted?.overLimit ?? 0) > 0 ? (['yourProducts'] as const) : []),
    ...(withoutLocation || withoutTeams || (counted?.clashing ?? 0) > 0 ? (['activeUsers'] as const) : []),
  ];
}
