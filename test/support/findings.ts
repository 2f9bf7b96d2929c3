import type { BeforeEnding } from '../../src/upgrade/ending/may-end.js';
import type { OldPlanStands } from '../../src/upgrade/ending/old-plan.js';
import type { TransitionSeen } from '../../src/upgrade/ending/transition-over.js';
import type { Holding } from '../../src/upgrade/licences/holding.js';
import type { Found, SnapshotTaken } from '../../src/upgrade/run/found.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';

/** What the engine finds of a tenant of 25 people when all is well, to be varied. */

export const nobodyHolds: Holding = { users: 0, groups: 0, counted: 0 };
export const newPlan = someUnits({ sku: 'SPE_E5', assigned: 25, enabled: 25 });
export const oldPlanActive: OldPlanStands = { active: [aSubscription()], ended: [], unclear: [] };
export const oldPlanGone: OldPlanStands = { active: [], ended: ['sub-ENTERPRISEWITHSCAL'], unclear: [] };

export function snapshotFound(taken: Partial<SnapshotTaken> = {}, counted: number | null = 25): Found {
  return { found: 'snapshot', taken: { generation: 0, pages: 1, people: 25, withSwitchedOff: 3, ...taken }, counted };
}

/** Everything that ending the old plan hangs on, nothing against it. */
export function allClear(change: Partial<BeforeEnding> = {}): Omit<BeforeEnding, 'confirmedAt'> {
  return { old: oldPlanActive, newPlan, holding: nobodyHolds, mayStill: true, ...change };
}

/** Microsoft's own upgrade, done. */
export function transitionDone(change: Partial<TransitionSeen> = {}): TransitionSeen {
  return { old: oldPlanGone, newPlan, counted: 0, holding: nobodyHolds, ...change };
}
