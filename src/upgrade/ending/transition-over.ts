import { type Holding, heldBy } from '../licences/holding.js';
import { isHome, type NewPlan } from '../tenant/home.js';
import { type OldPlanStands, outcomeOf } from './old-plan.js';

/** How Microsoft's own upgrade stands, as Graph shows it. */
export type TransitionSeen = {
  old: OldPlanStands;
  newPlan: NewPlan;
  /** Licences of the old plan that are counted as assigned; null when the plan is not counted any more. */
  counted: number | null;
  /** Who holds the old plan, person by person; null when that was not looked at, since the count says it is too early. */
  holding: Holding | null;
};

/**
 * Whether Microsoft's upgrade is done: the old subscription has ended, nobody holds it, and the new plan is a home. A
 * plan that has ended may drop out of the count; then the people themselves tell.
 */
export function isTransitionOver({ old, newPlan, holding, counted }: TransitionSeen): boolean {
  if (holding === null || !outcomeOf(old) || !isHome(newPlan)) return false;
  return heldBy({ ...holding, counted: counted ?? 0 }).is === 'nobody';
}
