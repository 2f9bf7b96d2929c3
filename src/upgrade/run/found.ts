import type { BeforeEnding } from '../ending/may-end.js';
import type { OldPlanStands } from '../ending/old-plan.js';
import type { TransitionSeen } from '../ending/transition-over.js';
import type { Holding } from '../licences/holding.js';
import type { Money } from '../order/order.js';
import type { Along } from '../plans/along.js';
import type { OrderStanding, Problem, Said, Service } from '../ports.js';
import type { Assessment } from '../tenant/assessment.js';
import type { Subscription } from '../tenant/facts.js';
import type { Role } from '../tenant/roles.js';
import type { Terms } from '../tenant/terms.js';
import type { LosingRead } from './losing.js';
import type { Work } from './shape.js';
import type { Verification } from './verification.js';

/** What the engine found out by reading, or is about to do. Only these move a run on by themselves. */
export type Found =
  /** Who has what was written down; `counted`: licences of the plan that Graph counts as assigned. */
  | { found: 'snapshot'; taken: SnapshotTaken; counted: number | null }
  /** It was written down anew, for those who have the old plan still. */
  | { found: 'snapshotRefreshed'; taken: SnapshotTaken }
  /**
   * The cart of a purchase was made; `price`: what the order comes to now, where the price list tells; `refused`: what the
   * second product was refused with, which is not in it then.
   */
  | { found: 'cart'; cartId: string | undefined; price?: Money | undefined; refused?: Said | undefined }
  /** What whoever decided it holds, read just before it is done. */
  | { found: 'decider'; roles: readonly Role[] }
  /** The order leaves now: from here on its outcome is settled by reading. */
  | { found: 'sending' }
  | { found: 'order'; status: OrderStanding }
  /** The commerce said that it did not take the order now and that nothing happened. */
  | { found: 'notTaken'; retryAfterMs: number | undefined; service?: Service | undefined }
  /** The commerce turned the order away, in whatever way: by this sending nothing happened, and no earlier one shows. */
  | { found: 'turnedAway'; problem: Problem; service?: Service | undefined }
  /** How far Microsoft has come with moving the people. */
  | { found: 'transition'; seen: TransitionSeen }
  /** Who is to be moved first: chosen once, so that beginning anew moves nobody else. Ids of people. */
  | { found: 'pilot'; only: string[]; names: string[] }
  | { found: 'progress'; work: Work }
  /** Services are off again; what was left of the old plan through groups, where there was anything. */
  | { found: 'restored'; work: Work; left: GroupsLeft | null }
  /** How step 2 stands, and what the commerce says of the old plan's term. */
  | {
      found: 'verification';
      seen: Verification;
      /** Of two plans, the one it is of: the first that is not ready, else that of the rest. */
      plan?: string | undefined;
      /** What goes along with those who were named, where people go to two plans. */
      alongOfFirst?: Along | undefined;
      /** The same of what they lose; null where that is nothing. */
      losingOfFirst?: LosingRead | null | undefined;
      termsOfOld?: Terms | undefined;
    }
  /** A pass of reassignment ended: who still holds the old plan. */
  | { found: 'reassigned'; work: Work; holding: Holding }
  /** What the old plan's end hangs on, all read just now. */
  | { found: 'beforeEnding'; seen: Omit<BeforeEnding, 'confirmedAt'> }
  /** How the old plan's subscriptions stand. */
  | { found: 'oldPlan'; stands: OldPlanStands }
  /** The tenant's purchases as Graph lists them, while an admin buys by hand. */
  | { found: 'purchases'; listed: Subscription[] }
  /** The licences that an admin added by hand show in Graph: there are enough of the plan that was chosen. */
  | { found: 'orderedByHand'; plan: string }
  /** What an admin was to do does not show in Graph yet. */
  | { found: 'notDoneYet' }
  /** The tenant was looked at again for somebody who watches a blocker. */
  | { found: 'assessment'; assessment: Assessment }
  /** The permission that was missing is still missing, or is there again. */
  | { found: 'permission'; granted: boolean }
  /** People or groups that got the old plan since were added to what is written down; counts of the whole. */
  | { found: 'latecomers'; pages: number; people: number; withSwitchedOff: number }
  /** Usage locations were set, as reading the people shows; or the app may set none. */
  /** Ids of who has the country now, and of who has another, which is left to them. */
  | { found: 'located'; set: string[]; kept: string[]; refused: { id: string; text: string }[] }
  | { found: 'mayNotLocate' }
  /** The old plan is not active, so nobody can be moved back to it. */
  | { found: 'oldPlanEnded' }
  /** Everyone that could be was moved back; `work` names the others. */
  | { found: 'undone'; work: Work }
  /** The hour before the chosen time has come. */
  | { found: 'soon' }
  /** The chosen time has come; what was looked at again, where the run waits only for it. */
  | { found: 'time'; recheck?: Recheck | undefined }
  /** Microsoft could not be asked, or refused; `service`: what was asked, where that was one. */
  | { found: 'problem'; problem: Problem; service?: Service | undefined }
  /** Graph asks for patience while people are being changed, or says nothing of it; the step goes on by itself. */
  | { found: 'changesWait'; how: 'busy' | 'silent' }
  /** Something the engine did not foresee; `text` for whoever runs the assistant. */
  | { found: 'defect'; text: string }
  /** Whether the run may begin at the chosen time could not be found out. */
  | { found: 'timeUnclear' };

/** A snapshot as it was written: pages, people in them, and how many of those had services switched off. */
export type SnapshotTaken = {
  generation: number;
  pages: number;
  people: number;
  withSwitchedOff: number;
  /** People without a usage location. */
  withoutLocation: number;
  /** The first who would be moved. */
  first: { id: string; name: string }[];
} & Foretold;

/** What is foretold of the move by what people have now. */
export type Foretold = {
  /** The first of those without a usage location. */
  unlocated: { id: string; name: string; signIn: string }[];
  /** Whether the app is granted what setting it takes. */
  mayLocate: boolean;
  /** People who hold something else that cannot be on beside the new plan. */
  clashing: number;
  /** People more than there are free licences of the new plan. */
  overLimit: number;
};

/** What is left of the old plan after groups were moved that Microsoft's upgrade had left behind. */
export type GroupsLeft = {
  /** Groups that were moved. */
  moved: number;
  /** Who holds the old plan still. */
  holding: Holding;
  /** People who did not get from their group what it hands out now. */
  inError: number;
  /** Whether Microsoft was asked to process those again, and the assistant may not. */
  mayNotReprocess: boolean;
  old: OldPlanStands;
};

/** What must still be so at the chosen time. */
export type Recheck = {
  assessment: Assessment;
  /** What whoever decided it holds. */
  roles: readonly Role[];
  /** Whether the new plan is ready to move people to. */
  ready: boolean;
};
