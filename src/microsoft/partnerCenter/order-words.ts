import type { OrderReview } from '../../upgrade/order/reviews.js';
import { plainWord } from '../words.js';

/** What a word of an order's status means. */
export type OrderMeaning =
  | { is: 'completed' }
  | { is: 'inProgress' }
  | { is: 'underReview'; of: OrderReview }
  /** It will not be carried out, or no longer. */
  | { is: 'ended' }
  /** Some of what it ordered was carried out. */
  | { is: 'partly' }
  /** A word that nobody documents. */
  | { is: 'unclear' };

/**
 * The words of an order's status. Microsoft's page writes them with spaces, its answers with underscores.
 * @see https://learn.microsoft.com/partner-center/developer/order-resources (OrderStatus, read 2023-07-14)
 * @see https://learn.microsoft.com/partner-center/developer/po-upload-complete-status
 */
const meanings: ReadonlyMap<string, OrderMeaning> = new Map<string, OrderMeaning>([
  ['completed', { is: 'completed' }],
  ['pending', { is: 'inProgress' }],
  ['pendingreview', { is: 'underReview', of: 'order' }],
  ['pendingpoupload', { is: 'underReview', of: 'missingPurchaseOrder' }],
  ['pouploadcomplete', { is: 'underReview', of: 'purchaseOrder' }],
  ['poreviewrejected', { is: 'ended' }],
  ['cancelled', { is: 'ended' }],
  ['canceled', { is: 'ended' }],
  ['suspended', { is: 'ended' }],
  ['error', { is: 'ended' }],
  // Not on the page; an order that was given up must not be waited for.
  ['aborted', { is: 'ended' }],
  ['partialsuccess', { is: 'partly' }],
]);

/** @param word as it came; `unknown`, the enumeration's own first word, means nothing either */
export function orderMeaning(word: string): OrderMeaning {
  return meanings.get(plainWord(word)) ?? { is: 'unclear' };
}
