import { movedSoFar } from '../../../upgrade/run/at-stake.js';
import { isBought } from '../../../upgrade/run/bought.js';
import type { Resume } from '../../../upgrade/run/resume.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { isFree } from '../../../upgrade/run/states/needs-attention.js';
import { failureCount } from '../pieces/failures.js';

type Attention = Extract<RunState, { is: 'needsAttention' }>;

/** What is as it was, or stays as it is, whatever stopped the run; its texts have the same names. */
type Safe =
  | 'beforeOrder'
  | 'ordered'
  | 'bought'
  | 'restoring'
  | 'moving'
  | 'undoing'
  | 'ended'
  | 'cancelling'
  | 'cancellingNotAll'
  | 'byHand'
  | 'groups';

/** What comes after the purchase, also where it was made by hand and left no order here. */
const afterPurchase: readonly Resume['is'][] = ['manualVerify', 'manualReassign', 'locating', 'reassigning'];

/** Where the people of the run stand while it waits. */
export function safety(run: Run, state: Attention): Safe {
  const { trouble, resume } = state;
  if (trouble.is === 'oldPlanEnded') return 'ended';
  if (trouble.is === 'groupsLeft') return 'groups';
  switch (resume.is) {
    case 'undoing':
      return 'undoing';
    case 'cancelling':
      return ending(run);
    case 'adminTask':
      return resume.task === 'cancel' ? ending(run) : 'byHand';
    case 'restoring':
      return 'restoring';
    case 'transition':
      return 'ordered';
    default:
      return isOnItsWay(run, state) ? 'ordered' : beforeTheEnd(run, resume);
  }
}

const ending = ({ reassign }: Run): Safe =>
  reassign !== null && failureCount(reassign) > 0 ? 'cancellingNotAll' : 'cancelling';

const isOnItsWay = (run: Run, state: Attention): boolean =>
  [run.order, ...run.earlierOrders].some((order) => order?.outcome === 'open') && !isFree({ ...run, state });

function beforeTheEnd(run: Run, resume: Resume): Safe {
  if (isMoved(run)) return 'moving';
  const isPaid = isBought(run) || run.useSubscriptionId !== null || afterPurchase.includes(resume.is);
  return isPaid ? 'bought' : 'beforeOrder';
}

/** Whether somebody has the new plan by now: of whom not all could be moved back, some still do. */
const isMoved = (run: Run): boolean => movedSoFar(run).moved > 0 || (run.undo !== null && failureCount(run.undo) > 0);
