import { type Holding, heldBy } from '../licences/holding.js';
import { homeOf, isHome, type NewPlan } from '../tenant/home.js';
import { type OldPlanStands, outcomeOf } from './old-plan.js';

/** How Microsoft's own upgrade stands, as Graph shows it. */
export type TransitionSeen = {
  old: OldPlanStands;
  newPlan: NewPlan;
  /** Licences of the old plan that are counted as assigned; null when the plan is not counted any more. */
  counted: number | null;
  /** Who holds the old plan, person by person; null when that was not looked at, since the count says it is too early. */
  holding: Holding | null;
  /** Groups that hand out the old plan. */
  groups: number;
  /** People who hold the old plan of their own, as Graph's list tells; null when no group does, and nobody looked. */
  direct: number | null;
  /** The commerce says that the upgrade is carried out. */
  carriedOut: boolean;
};

/** Microsoft says that an upgrade takes up to an hour; groups that stand that long are not moved by it. In milliseconds. */
const takesAtMost = 3_600_000;

/**
 * Whether Microsoft's upgrade is done: the old subscription has ended, nobody holds it, and the new plan is a home. A
 * plan that has ended may drop out of the count; then the people themselves tell.
 */
export function isTransitionOver({ old, newPlan, holding, counted }: TransitionSeen): boolean {
  if (holding === null || !outcomeOf(old) || !isHome(newPlan)) return false;
  return heldBy({ ...holding, counted: counted ?? 0 }).is === 'nobody';
}

/** Whether the old plan is held through groups alone, and there is a new one to move them to. */
export function onlyGroupsHold({ groups, direct, newPlan }: TransitionSeen): boolean {
  return groups > 0 && direct === 0 && homeOf(newPlan).seats > 0;
}

/**
 * Whether groups are left behind: they alone hold the old plan, and Microsoft's upgrade has ended it, says that it is
 * done, or has left them so for as long as an upgrade takes. No page of Microsoft's says that an upgrade moves what a
 * group hands out, so a count that groups keep up is not waited for.
 * @param since since when groups alone hold the old plan (ISO); null where they do not, or that was not seen before
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan ("up to an hour")
 */
export function areGroupsLeft(seen: TransitionSeen, since: string | null, now: Date): boolean {
  if (!onlyGroupsHold(seen)) return false;
  const isLong = since !== null && now.getTime() - Date.parse(since) >= takesAtMost;
  return seen.carriedOut || isLong || outcomeOf(seen.old) !== undefined;
}
