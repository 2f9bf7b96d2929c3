import type { Run } from '../../../upgrade/run/run.js';

/** Whether this run has bought the new plan, by itself or by an admin's hand. */
export function isBought(run: Run): boolean {
  return (
    [run.order, ...run.earlierOrders].some((order) => order?.outcome === 'completed') ||
    run.audit.some(({ what }) => what === 'orderedByHand')
  );
}
