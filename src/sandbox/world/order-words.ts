import { parseDuration } from '../duration.js';
import { creditCheckEnd } from './credit-check.js';
import type { Order, Tenant } from './state.js';
import { schedule } from './time.js';

/** What Partner Center calls an order that will not be carried out, or no longer. */
const endings: readonly string[] = ['cancelled', 'suspended', 'aborted', 'error', 'po_review_rejected'];

/** What comes of an order when it has passed through all its words. */
type Settle = (order: Order, at: number) => void;

/**
 * Lets an order pass through the words of the scenario, or through a credit check where it has none of its own. The
 * last word may stay for ever; else the order is carried out when it ends.
 */
export function passThrough(tenant: Tenant, order: Order, onEnd: { completed: Settle; ended: Settle }): void {
  const settle = (word: string, at: number) => {
    order.word = word;
    if (word === 'completed') {
      order.status = 'completed';
      onEnd.completed(order, at);
    } else if (endings.includes(word)) {
      order.status = 'cancelled';
      onEnd.ended(order, at);
    }
  };
  const { orderWords, creditCheck } = tenant.scenario;
  if (orderWords.length > 0 || creditCheck === 'none') {
    say(tenant, orderWords, order.at, settle);
    return;
  }
  order.word = 'pending_review';
  // Read when the check ends: what it finds may have been changed meanwhile.
  schedule(tenant, creditCheckEnd(order.at), (at) => {
    settle(tenant.scenario.creditCheck === 'decline' ? 'cancelled' : 'completed', at);
  });
}

/** Says each word at its time, at last that it is completed. */
function say(
  tenant: Tenant,
  [first, ...rest]: Tenant['scenario']['orderWords'],
  at: number,
  settle: (word: string, at: number) => void,
): void {
  settle(first?.word ?? 'completed', at);
  if (first?.lasts === undefined) return;
  schedule(tenant, at + (parseDuration(first.lasts) ?? 0), (due) => say(tenant, rest, due, settle));
}
