import type { Money } from './order.js';

/** Which orders are so large that more is asked than a click. */

/** Amounts for one billing period, in the currency's unit (kronor, dollars). */
export type Limits = {
  /** Above it an order is confirmed by writing its quantity. */
  confirmAbove: number;
  /** Above it a second admin approves; undefined: nobody has to. */
  approvalAbove: number | undefined;
};

/** What an order comes to; undefined where no price is known. */
export type Size = {
  quantity: number;
  /** Licences of the old plan that people hold. */
  assigned: number;
  total: Money | undefined;
  /** What the old plan costs for as long. */
  present: Money | undefined;
};

/** Licences of which nobody thinks twice, however few people there are. */
const always = 25;
const timesPresentCost = 10;

/** Whether the quantity has to be written: it is far beyond those who need it, or the amount is large. */
export function mustBeWritten({ quantity, assigned, total, present }: Size, limits: Limits, digits: number): boolean {
  if (quantity > Math.max(2 * assigned, assigned + always)) return true;
  if (!total) return false;
  if (total.minor > limits.confirmAbove * 10 ** digits) return true;
  return present?.currency === total.currency && total.minor > timesPresentCost * present.minor;
}

/** Whether a second admin has to approve. What an order costs that has no known price may be anything. */
export function needsApproval({ total }: Size, { approvalAbove }: Limits, digits: number): boolean {
  if (approvalAbove === undefined) return false;
  return total === undefined || total.minor > approvalAbove * 10 ** digits;
}
