import { adminTask } from './admin-task.js';
import { beforeYouBegin } from './before-you-begin.js';
import { cart } from './cart.js';
import { checkout } from './checkout.js';
import { completed } from './completed.js';
import { creditCheck } from './credit-check.js';
import { manualBuy } from './manual-buy.js';
import { manualCancel } from './manual-cancel.js';
import { manualReassign } from './manual-reassign.js';
import { manualVerify } from './manual-verify.js';
import { needsAttention } from './needs-attention.js';
import { noSource } from './no-source.js';
import { notDirect } from './not-direct.js';
import { plans } from './plans.js';
import { progress } from './progress.js';
import { scheduled } from './scheduled.js';
import { stopped } from './stopped.js';
import { upgradeAvailable } from './upgrade-available.js';
import { upgradeBlocked } from './upgrade-blocked.js';
import type { Draft, RunView } from './view.js';
import { whatDoesTheTabShow } from './what-does-the-tab-show.js';

/** Chooses the card for the state a run is in. */
export function runCard(view: RunView): Draft {
  const { run } = view;
  const { state } = run;
  switch (state.is) {
    case 'assessed':
    case 'handedOver':
      return answer(view);
    case 'choosingPlan':
      return plans(view);
    case 'beforeYouBegin':
      return beforeYouBegin(view);
    case 'manualBuy':
      return manualBuy(view);
    case 'cart':
      return cart(view, kept(run.cart, 'cart'));
    case 'checkout':
      return checkout(view, kept(run.checkout, 'checkout'), kept(run.cart, 'cart'));
    case 'scheduled':
      return scheduled(view, state);
    case 'creditCheck':
      return creditCheck(view, state);
    case 'preparing':
    case 'ordering':
    case 'transition':
    case 'restoring':
    case 'undoing':
    case 'reassigning':
    case 'cancelling':
      return progress(view, state, false);
    case 'adminTask':
      return adminTask(view, state);
    case 'paused':
      return progress(view, state.resume, true);
    case 'manualVerify':
      return manualVerify(view, state);
    case 'manualReassign':
      return manualReassign(view);
    case 'manualCancel':
    case 'kept':
      return manualCancel(view);
    case 'needsAttention':
      return needsAttention(view, state);
    case 'completed':
      return completed(view, state);
    case 'stopped':
      return stopped(view, state);
    default: {
      const never: never = state;
      return never;
    }
  }
}

/** The answer to "can I use the Upgrade tab?". */
function answer(view: RunView): Draft {
  const { assessment } = view.run;
  switch (assessment.is) {
    case 'available':
      return upgradeAvailable(view, assessment);
    case 'blocked':
      return upgradeBlocked(view, assessment);
    case 'askTheAdmin':
      return whatDoesTheTabShow(view, assessment.source, assessment.readAt);
    case 'notDirect':
      return notDirect(view, assessment.source, assessment.ownerTenantId);
    case 'noSource':
      return noSource(view);
    default: {
      const never: never = assessment;
      return never;
    }
  }
}

function kept<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the run has no ${what} in a state that shows it`);
  return value;
}
