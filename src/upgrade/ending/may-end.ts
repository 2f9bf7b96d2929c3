import { isConfirmedTooLongAgo } from '../confirmation.js';
import { permissionInTheirName } from '../decision.js';
import { type Holding, heldBy } from '../licences/holding.js';
import { isHome, isUnclear, type NewPlan } from '../tenant/home.js';
import { may, type Role } from '../tenant/roles.js';
import type { OldPlanStands } from './old-plan.js';

/** What was read, all of it just now, before the old plan is ended. */
export type BeforeEnding = {
  old: OldPlanStands;
  /** Every plan that people were to go to. */
  newPlans: readonly NewPlan[];
  holding: Holding;
  /** What whoever confirmed it holds. */
  roles: readonly Role[];
  /** When it was confirmed. */
  confirmedAt: Date;
};

export type MayEnd =
  | { is: 'yes' }
  /** Somebody would lose their licence, or the new plan does not carry them. */
  | { is: 'no'; because: 'held'; users: number; groups: number }
  | { is: 'no'; because: 'newPlanNotReady' }
  | { is: 'no'; because: 'roleLost' | 'confirmedTooLongAgo' }
  /** The reads do not agree: nothing is ended, and it is looked at again. */
  | { is: 'unclear'; counted: number };

/**
 * Whether the old plan may be ended now: nobody holds it, every plan that people went to is a home, and an admin who may has confirmed it
 * within the last day.
 * @see "Step 4: Cancel the Office 365 E4 subscription" in Microsoft's article on Office 365 E4
 */
export function mayEnd({ old, newPlans, holding, roles, confirmedAt }: BeforeEnding, now: Date): MayEnd {
  if (isConfirmedTooLongAgo(confirmedAt, now)) return { is: 'no', because: 'confirmedTooLongAgo' };
  if (!may(permissionInTheirName.cancel, roles)) return { is: 'no', because: 'roleLost' };
  const held = heldBy(holding);
  if (held.is === 'somebody') return { is: 'no', because: 'held', users: held.users, groups: held.groups };
  const notHome = newPlans.filter((plan) => !isHome(plan));
  if (notHome.length > 0 && notHome.every(isUnclear)) return { is: 'unclear', counted: 0 };
  if (notHome.length > 0 || newPlans.length === 0) return { is: 'no', because: 'newPlanNotReady' };
  if (held.is === 'unclear') return held;
  return old.unclear.length > 0 ? { is: 'unclear', counted: 0 } : { is: 'yes' };
}
