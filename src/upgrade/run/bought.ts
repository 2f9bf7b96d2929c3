import { ofGrown } from '../../base/grown.js';
import type { AuditEntry, RunRecord } from './shape.js';

/** What a run has bought of the plans that people are to get. */

/** Whether this run has bought the new plan, by itself or by an admin's hand. */
export function isBought(run: Pick<RunRecord, 'order' | 'earlierOrders' | 'audit'>): boolean {
  return (
    [run.order, ...run.earlierOrders].some((order) => order?.outcome === 'completed') || wasOrderedByHand(run.audit)
  );
}

const wasOrderedByHand = ofGrown<AuditEntry, boolean>(
  (before = false, added) => before || added.some(({ what }) => what === 'orderedByHand'),
);

/**
 * Whether no other plans can be chosen any more: something of what people are to get was bought, or taken of two plans.
 * Choosing anew would forget it, and buy it a second time.
 */
export function isPlanSettled(run: Pick<RunRecord, 'order' | 'earlierOrders' | 'audit' | 'split'>): boolean {
  const { split } = run;
  return isBought(run) || (split !== null && split.bought.length > 0);
}
