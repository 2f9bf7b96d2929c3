import type { BesideInCart } from '../../../upgrade/order/beside.js';
import type { Cart } from '../../../upgrade/order/order.js';
import { apart, type OrderRecord } from '../../../upgrade/run/order-record.js';
import { inCart } from '../../../upgrade/run/together.js';
import type { RunView } from '../view.js';
import { licenses, productName } from './pieces.js';

/** What is ordered: one product, or two in one order. */

type Item = { plan: string; quantity: number };

/** The second product in a cart; undefined where there is none, or it is left out. */
export function alsoOrdered({ beside }: Cart): BesideInCart | undefined {
  return beside && beside.quantity > 0 ? beside : undefined;
}

/** What a cart comes to, an item each. */
export function itemsInCart({ run }: RunView, cart: Cart): Item[] {
  const beside = alsoOrdered(cart);
  return [{ plan: inCart(run) ?? '', quantity: cart.quantity }, ...(beside ? [beside] : [])];
}

/** What was ordered, as it is said: "Microsoft 365 E3, 25 licenses". */
export function orderedText(view: RunView, order: OrderRecord): string {
  return view.format.list(apart(order).map((item) => itemText(view, item)));
}

/** "Microsoft 365 E3, 25 licenses". */
export function itemText(view: RunView, { plan, quantity }: Item): string {
  return view.t('checkout.item', { plan: productName(plan), licenses: licenses(quantity, view) });
}
