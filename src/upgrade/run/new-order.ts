import { canBeAttested, kindOfOrder } from './buying.js';
import type { Asked } from './definition.js';
import type { OrderRecord, RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';

/**
 * The order that cart and checkout come to, with a key of its own; undefined while something of it is not decided.
 * Where missing seats are added to a subscription, it is ordered how many that is to have afterwards.
 */
export function newOrder(
  run: RunRecord,
  { actor, now, newKey, total }: Pick<Asked, 'actor' | 'now' | 'newKey' | 'total'>,
): OrderRecord | undefined {
  const { cart, checkout, plan, path, growing, attested } = run;
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
    price: total ?? null,
    commerceId: null,
    outcome: 'open',
  };
}
