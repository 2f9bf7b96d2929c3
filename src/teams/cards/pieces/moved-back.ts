import type { Run } from '../../../upgrade/run/run.js';
import type { Work } from '../../../upgrade/run/shape.js';
import type { RunView } from '../view.js';
import { failureCount } from './failures.js';
import { newPlan, oldPlan } from './pieces.js';

/** What is to be said after everyone was moved back: how that went, what stays and is billed, and what can be done. */
export function movedBack(view: RunView, work: Work): string[] {
  const { t, run } = view;
  const isAll = failureCount(work) === 0;
  return [
    t(isAll ? 'manualReassign.back' : 'manualReassign.backInPart', { plan: oldPlan(run) }),
    t(isBought(run) ? 'stopped.bought' : 'manualReassign.ownedStays', { plan: newPlan(view) }),
    t('manualReassign.again'),
  ];
}

/** Whether this run has bought the new plan, by itself or by an admin's hand. */
export function isBought(run: Run): boolean {
  return (
    [run.order, ...run.earlierOrders].some((order) => order?.outcome === 'completed') ||
    run.audit.some(({ what }) => what === 'orderedByHand')
  );
}
