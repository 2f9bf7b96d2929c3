import type { Cart } from '../../order/order.js';
import { manualVerify } from '../entering.js';
import type { OrderRecord, RunRecord } from '../shape.js';
import { targetsOf, turningTo } from '../targets.js';

/**
 * Where a run of the manual path goes once its plan was ordered, or something owned of it was taken: it is looked at
 * whether people can be moved to it. Of two plans the other one comes first, for as long as nothing of it was bought.
 * @param orders those that were carried out, of two in one order both; none where none was placed
 */
export function afterBuying(run: RunRecord, now: Date, orders: readonly OrderRecord[] = run.order ? [run.order] : []) {
  const { split, plan } = run;
  if (!split || plan === null) return { state: manualVerify(now), patch: ofPlan(run, orders) } as const;
  const bought = [...new Set([...split.bought, plan, ...orders.map((one) => one.plan)])];
  const next = targetsOf(run).find((one) => !bought.includes(one));
  const order = orders.at(-1) ?? null;
  const earlier = [...run.earlierOrders, ...orders.slice(0, -1)];
  const patch = { order, split: { ...split, bought }, earlierOrders: earlier };
  // Of two in one order it is as if the second had been bought last.
  if (next === undefined) return { state: manualVerify(now), patch: { ...patch, ...turnedTo(run, order) } } as const;
  const earlierOrders = [...run.earlierOrders, ...orders];
  return {
    state: { is: 'manualBuy' },
    patch: { ...patch, ...turningTo(run, next), order: null, earlierOrders },
  } as const;
}

/** The order of the plan stays the run's; what was ordered beside it stands among the earlier ones. */
function ofPlan(run: RunRecord, orders: readonly OrderRecord[]): Partial<RunRecord> {
  const { plan, cart } = run;
  if (!cart || (!cart.alone && orders.every((one) => one.plan === plan))) return { order: orders.at(-1) ?? null };
  const all = [...run.earlierOrders, ...orders];
  const order = all.findLast((one) => one.plan === plan && one.outcome === 'completed') ?? null;
  return { order, earlierOrders: all.filter((one) => one !== order), cart: cartOf(cart, order) };
}

function turnedTo(run: RunRecord, order: OrderRecord | null): Partial<RunRecord> {
  if (!order || order.plan === run.plan) return {};
  return { ...turningTo(run, order.plan), cart: run.cart && cartOf(run.cart, order) };
}

/** The cart as if it had been of that one order. */
function cartOf({ beside, alone, ...cart }: Cart, order: OrderRecord | null): Cart {
  return order ? { ...cart, quantity: order.quantity } : cart;
}
