import type { OrderStatus, Problem } from '../ports.js';
import type { Assessment } from '../tenant/eligibility.js';
import type { Due } from './due.js';
import type { Verification, Work } from './run.js';

/** What the engine found out by reading, or is about to do. Only these move a run on by themselves. */
export type Found =
  /** Who has what was written down. */
  | { found: 'snapshot'; pages: number; people: number; withSwitchedOff: number }
  /** The cart of a purchase was made. */
  | { found: 'cart'; cartId: string | undefined }
  /** The order leaves now: from here on its outcome is settled by reading. */
  | { found: 'sending' }
  | { found: 'order'; status: OrderStatus }
  /** The commerce said that it did not take the order now and that nothing happened. */
  | { found: 'notTaken'; retryAfterMs: number | undefined }
  /** How many people Microsoft has moved; `finished` when the new plan serves everyone and the old one has ended. */
  | { found: 'moved'; moved: number; total: number; finished: boolean }
  /** Who is to be moved first: chosen once, so that beginning anew moves nobody else. Ids of people. */
  | { found: 'pilot'; only: string[] }
  | { found: 'progress'; work: Work }
  | { found: 'restored'; work: Work }
  | { found: 'verification'; seen: Verification }
  /** A pass of reassignment ended; `held` counts who still holds the old plan, as read from each. */
  | { found: 'reassigned'; work: Work; held: { users: number; groups: number } }
  /** Before cancelling, somebody was found to hold the old plan, or the new one was not ready. */
  | { found: 'notSafeToCancel'; held: { users: number; groups: number } }
  /** It is safe to cancel, and the commerce has no API for it: an admin must. */
  | { found: 'cancelByHand' }
  | { found: 'cancelSent' }
  /** Graph shows these source subscriptions as ended; `all` when none is left. */
  | { found: 'cancelled'; ids: string[]; all: boolean }
  /** What an admin ordered by hand shows in Graph: the plan that was chosen. */
  | { found: 'orderedByHand'; plan: string }
  /** What an admin was to do does not show in Graph yet. */
  | { found: 'notDoneYet' }
  /** The tenant was looked at again for somebody who watches a blocker. */
  | { found: 'assessment'; assessment: Assessment }
  /** The permission that was missing is still missing, or is there again. */
  | { found: 'permission'; granted: boolean }
  /** People or groups that got the old plan since were added to what is written down; counts of the whole. */
  | { found: 'latecomers'; pages: number; people: number; withSwitchedOff: number }
  /** The old plan is not active, so nobody can be moved back to it. */
  | { found: 'oldPlanEnded' }
  /** Everyone that could be was moved back; `work` names the others. */
  | { found: 'undone'; work: Work }
  /** The hour before the chosen time has come. */
  | { found: 'soon' }
  /** The chosen time has come; what was looked at again, where the run waits only for it. */
  | { found: 'time'; recheck?: Recheck | undefined }
  /** `of`: what was being done, where a run has two things to do. */
  | { found: 'problem'; problem: Problem; of?: Due['is'] | undefined };

/** What must still be so at the chosen time. */
export type Recheck = {
  assessment: Assessment;
  /** Whether whoever decided it may still do it. */
  mayStill: boolean;
  /** Whether the new plan is ready to move people to. */
  ready: boolean;
};
