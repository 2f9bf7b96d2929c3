import type { Draft, RunView } from '../view.js';
import { adminTaskCard } from './admin-task.js';
import { beforeYouBeginCard } from './before-you-begin.js';
import { cartCard } from './cart.js';
import { checkoutCard } from './checkout.js';
import { completedCard } from './completed.js';
import { creditCheckCard } from './credit-check.js';
import { manualBuyCard } from './manual-buy.js';
import { manualCancelCard } from './manual-cancel.js';
import { manualReassignCard } from './manual-reassign.js';
import { manualVerifyCard } from './manual-verify.js';
import { needsAttentionCard } from './needs-attention.js';
import { noSourceCard } from './no-source.js';
import { notDirectCard } from './not-direct.js';
import { plansCard } from './plans.js';
import { progressCard } from './progress.js';
import { scheduledCard } from './scheduled.js';
import { stoppedCard } from './stopped.js';
import { upgradeAvailableCard } from './upgrade-available.js';
import { upgradeBlockedCard } from './upgrade-blocked.js';
import { whatDoesTheTabShowCard } from './what-does-the-tab-show.js';

/** Chooses the card for the state a run is in. */
export function runCard(view: RunView): Draft {
  const { run } = view;
  const { state } = run;
  switch (state.is) {
    case 'assessed':
    case 'handedOver':
      return assessmentCard(view);
    case 'choosingPlan':
      return plansCard(view);
    case 'beforeYouBegin':
      return beforeYouBeginCard(view);
    case 'manualBuy':
      return manualBuyCard(view);
    case 'cart':
      return cartCard(view, kept(run.cart, 'cart'));
    case 'checkout':
      return checkoutCard(view, kept(run.checkout, 'checkout'), kept(run.cart, 'cart'));
    case 'scheduled':
      return scheduledCard(view, state);
    case 'creditCheck':
      return creditCheckCard(view, state);
    case 'preparing':
    case 'ordering':
    case 'transition':
    case 'restoring':
    case 'undoing':
    case 'reassigning':
    case 'cancelling':
      return progressCard(view, state, false);
    case 'adminTask':
      return adminTaskCard(view, state);
    case 'paused':
      return progressCard(view, state.resume, true);
    case 'manualVerify':
      return manualVerifyCard(view, state);
    case 'manualReassign':
      return manualReassignCard(view);
    case 'manualCancel':
    case 'kept':
      return manualCancelCard(view);
    case 'needsAttention':
      return needsAttentionCard(view, state);
    case 'completed':
      return completedCard(view, state);
    case 'stopped':
      return stoppedCard(view, state);
    default:
      return state satisfies never;
  }
}

/** The answer to "can I use the Upgrade tab?". */
function assessmentCard(view: RunView): Draft {
  const { assessment } = view.run;
  switch (assessment.is) {
    case 'available':
      return upgradeAvailableCard(view, assessment);
    case 'blocked':
      return upgradeBlockedCard(view, assessment);
    case 'askTheAdmin':
      return whatDoesTheTabShowCard(view, assessment.source, assessment.readAt);
    case 'notDirect':
      return notDirectCard(view, assessment.source, assessment.ownerTenantId);
    case 'noSource':
      return noSourceCard(view);
    default:
      return assessment satisfies never;
  }
}

function kept<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the run has no ${what} in a state that shows it`);
  return value;
}
