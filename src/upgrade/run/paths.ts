import { blockerFacts } from '../tenant/blockers.js';
import type { Assessment } from '../tenant/eligibility.js';
import type { AdminTask, Path, Run, RunState } from './run.js';

/** The two ways to a new plan, step by step, as the article walks them. */
export const steps = {
  automatic: ['assess', 'choosePlan', 'beforeYouBegin', 'cart', 'checkout', 'order', 'transition', 'restore', 'done'],
  manual: ['assess', 'choosePlan', 'beforeYouBegin', 'buy', 'verify', 'reassign', 'cancel', 'done'],
} as const satisfies Record<Path, readonly string[]>;

export type Step = (typeof steps)[Path][number];

const automaticStep: Record<RunState['is'], Step> = {
  assessed: 'assess',
  choosingPlan: 'choosePlan',
  beforeYouBegin: 'beforeYouBegin',
  manualBuy: 'cart',
  cart: 'cart',
  checkout: 'checkout',
  scheduled: 'order',
  preparing: 'order',
  ordering: 'order',
  creditCheck: 'order',
  transition: 'transition',
  restoring: 'restore',
  reassigning: 'transition',
  undoing: 'transition',
  adminTask: 'order',
  cancelling: 'done',
  manualVerify: 'order',
  manualReassign: 'transition',
  manualCancel: 'done',
  paused: 'restore',
  needsAttention: 'order',
  completed: 'done',
  stopped: 'done',
  handedOver: 'done',
};

const manualStep: Record<RunState['is'], Step> = {
  ...automaticStep,
  manualBuy: 'buy',
  cart: 'buy',
  checkout: 'buy',
  scheduled: 'reassign',
  preparing: 'reassign',
  ordering: 'buy',
  creditCheck: 'buy',
  transition: 'buy',
  restoring: 'reassign',
  manualVerify: 'verify',
  manualReassign: 'reassign',
  reassigning: 'reassign',
  undoing: 'reassign',
  paused: 'reassign',
  manualCancel: 'cancel',
  cancelling: 'cancel',
  needsAttention: 'buy',
};

const taskStep: Record<AdminTask, Step> = {
  openTab: 'cart',
  cart: 'cart',
  checkout: 'checkout',
  placeOrder: 'order',
  buy: 'buy',
  cancel: 'cancel',
};

/** Where a run stands on its path: the step's name, its place and how many there are (both from 1). */
export function stepOf(run: Run): { step: Step; place: number; of: number } {
  const path = run.path ?? 'automatic';
  const state = run.state.is === 'needsAttention' ? run.state.resume : run.state;
  const step =
    state.is === 'preparing' && state.before === 'guide'
      ? 'beforeYouBegin'
      : state.is === 'adminTask'
        ? taskStep[state.task]
        : path === 'manual'
          ? manualStep[state.is]
          : automaticStep[state.is];
  const list: readonly Step[] = steps[path];
  return { step, place: list.indexOf(step) + 1, of: list.length };
}

/**
 * Whether the article lets the admin go the manual way from here: from an answer with plans, or when no blocker
 * stands that must be waited out (an unhealthy service, another upgrade or a credit check under way).
 */
export function manualAllowed(assessment: Assessment): boolean {
  switch (assessment.is) {
    case 'available':
    case 'askTheAdmin':
      return true;
    case 'blocked':
      return assessment.blockers.every((blocker) => blockerFacts[blocker.id].manual);
    case 'notDirect':
    case 'noSource':
      return false;
    default: {
      const never: never = assessment;
      return never;
    }
  }
}
