import { passThrough } from './order-words.js';
import type { Order, OrderLine, Subscription, Tenant } from './state.js';
import { addSubscription, provisioningMs } from './subscriptions.js';
import { newId } from './time.js';

/** Most seats of one product that may be bought at once. */
export const mostSeats = 10_000;

type Wanted = Omit<OrderLine, 'subscriptionId'>;

interface NewOrder {
  readonly alternateId: string;
  readonly key: string;
  readonly lines: readonly Wanted[];
  readonly at: number;
  /** When it is accepted, at once or after the credit check; what was bought is handed over when left out. */
  readonly onAccepted?: (order: Order, at: number) => void;
  readonly onDeclined?: (order: Order, at: number) => void;
}

/**
 * Places an order. Unless the scenario has words for it to pass through, or a credit check, it is accepted before this
 * returns; else it stays pending until then.
 */
export function placeOrder(tenant: Tenant, wanted: NewOrder): Order {
  const { at, onAccepted = (accepted, when) => void deliver(tenant, accepted, when), onDeclined } = wanted;
  const order: Order = {
    id: newId(tenant, 'order'),
    alternateId: wanted.alternateId,
    key: wanted.key,
    at,
    lines: wanted.lines.map((line) => ({ ...line, subscriptionId: null })),
    status: 'pending',
    word: 'pending',
  };
  tenant.orders.push(order);
  passThrough(tenant, order, { completed: onAccepted, ended: (ended, when) => onDeclined?.(ended, when) });
  return order;
}

/** Hands over what was bought: one new subscription a line, whose services are set up over the next minutes. */
export function deliver(tenant: Tenant, order: Order, at: number): Subscription[] {
  return order.lines.map((line) => {
    const subscription = addSubscription(tenant, {
      skuId: line.skuId,
      seats: line.quantity,
      createdAt: at,
      orderId: order.id,
      isLegacy: false,
      termDuration: line.termDuration,
      billingCycle: line.billingCycle,
      provisionedAt: at + provisioningMs(tenant),
    });
    line.subscriptionId = subscription.commerceId;
    return subscription;
  });
}

export function hasPendingOrder(tenant: Tenant): boolean {
  return tenant.orders.some(({ status }) => status === 'pending');
}
