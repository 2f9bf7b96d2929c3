import type { Cart } from '../order/order.js';
import { canBeAttested, kindOfOrder } from './buying.js';
import type { Asked } from './definition.js';
import type { OrderRecord, RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';
import { inCart } from './together.js';

/**
 * The order that cart and checkout come to, with a key of its own; undefined while something of it is not decided.
 * Where missing seats are added to a subscription, it is ordered how many that is to have afterwards.
 */
export function newOrder(
  run: RunRecord,
  { actor, now, newKey, total, apart }: Pick<Asked, 'actor' | 'now' | 'newKey' | 'total' | 'apart'>,
): OrderRecord | undefined {
  const { cart, checkout, path, growing, attested } = run;
  const plan = inCart(run);
  if (!cart || !checkout || !plan || !path) return undefined;
  const source = sourceOf(run).subscriptions[0];
  return {
    kind: kindOfOrder(run),
    key: newKey(),
    plan,
    quantity: growing ? growing.seats + cart.quantity : cart.quantity,
    billingCycle: cart.billingCycle,
    term: cart.term,
    payment: checkout.payment,
    payer: checkout.payer,
    attested: attested !== null && canBeAttested(run),
    placedAt: now.toISOString(),
    placedBy: actor,
    sourceCommerceId: growing?.commerceId ?? source?.commerceId ?? source?.id ?? '',
    cartId: null,
    cartExpired: false,
    ...pricedApart(cart, { total, apart }),
    commerceId: null,
    outcome: 'open',
  };
}

/** What the order comes to; of two products each by itself. */
function pricedApart(
  { beside }: Cart,
  { total, apart }: Pick<Asked, 'total' | 'apart'>,
): Pick<OrderRecord, 'price' | 'beside'> {
  if (!beside || beside.quantity === 0) return { price: total ?? null };
  const { plan, quantity } = beside;
  const fixed = { plan, quantity, price: apart?.beside ?? null, sentAt: null, refusal: null, refusalOfFirst: null };
  return { price: apart?.first ?? null, beside: fixed };
}
