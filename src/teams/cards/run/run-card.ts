import { cardOf, type ShownBy, type StateCard } from '../../../upgrade/run/next-step.js';
import type { RunState } from '../../../upgrade/run/run.js';
import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { runStatus } from '../lines/run-status.js';
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
import { plansAt } from './plans.js';
import { progressCard } from './progress.js';
import { scheduledCard } from './scheduled.js';
import { stoppedCard } from './stopped.js';
import { upgradeAvailableCard } from './upgrade-available.js';
import { upgradeBlockedCard } from './upgrade-blocked.js';
import { whatDoesTheTabShowCard } from './what-does-the-tab-show.js';

/** How each card is drawn that some state names as its own. The state is one of those that name the card. */
const cards: { [Card in StateCard]: (view: RunView, state: ShownBy<Card>) => Draft } = {
  'upgrade-available': (view) => upgradeAvailableCard(view, answered(view, 'available')),
  'upgrade-blocked': (view) => upgradeBlockedCard(view, answered(view, 'blocked')),
  'what-does-the-tab-show': (view) => whatDoesTheTabShowCard(view, answered(view, 'askTheAdmin')),
  'not-direct': (view) => notDirectCard(view, answered(view, 'notDirect')),
  'no-source': (view) => noSourceCard(view),
  plans: plansAt(),
  'before-you-begin': beforeYouBeginCard,
  'manual-buy': manualBuyCard,
  cart: (view) => cartCard(view, kept(view.run.cart, 'cart')),
  checkout: (view) => checkoutCard(view, kept(view.run.checkout, 'checkout'), kept(view.run.cart, 'cart')),
  scheduled: scheduledCard,
  'credit-check': creditCheckCard,
  progress: progressCard,
  'admin-task': adminTaskCard,
  'manual-verify': manualVerifyCard,
  'manual-reassign': manualReassignCard,
  'manual-cancel': manualCancelCard,
  'needs-attention': needsAttentionCard,
  completed: completedCard,
  stopped: stoppedCard,
};

/** Draws the card that the run's state names. */
export function runCard(view: RunView): Draft {
  const draw = cards[cardOf(view.run)] as (view: RunView, state: RunState) => Draft;
  return { ...draw(view, view.run.state), status: runStatus(view) };
}

type Answer<Is extends Assessment['is']> = Extract<Assessment, { is: Is }>;

function answered<Is extends Assessment['is']>({ run: { assessment } }: RunView, is: Is): Answer<Is> {
  if (assessment.is !== is) throw new Error(`the run has another answer than ${is}`);
  return assessment as Answer<Is>;
}

function kept<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the run has no ${what} in a state that shows it`);
  return value;
}
