import { z } from 'zod';
import type { OrderStatus } from '../../upgrade/ports.js';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';
import { orderMeaning } from './order-words.js';
import { momentOf } from './time.js';

export const orderSchema = z.object({
  id: z.string(),
  /** Mostly the order's own id again; else the transition's operation or the cart that it came from. */
  alternateId: z.string().nullish(),
  /** The tenant of the customer it is for. */
  referenceCustomerId: z.string().nullish(),
  status: wordSchema,
  creationDate: z.string().nullish(),
  lineItems: z
    .array(
      z.object({ offerId: z.string().nullish(), subscriptionId: z.string().nullish(), quantity: z.number().nullish() }),
    )
    .nullish(),
});
export type Order = z.infer<typeof orderSchema>;

/** Whether something is dated then or later, as Partner Center dates it; undated things may be. */
export function notBefore(timestamp: string | null | undefined, earliest: Date): boolean {
  const at = momentOf(timestamp);
  return Number.isNaN(at) || at >= earliest.getTime();
}

export type OrderSought = {
  /** The operation or cart it came from. */
  alternateId: string | undefined;
  catalogItemIds: readonly string[];
  quantity: number;
  placedAt: Date;
  /** Two products came from the same cart: its origin alone does not tell which of them an order is of. */
  isOneOfTwo?: boolean;
};

/**
 * The customer's orders. They may take 15 minutes to show up.
 * @throws PortError
 * @see https://learn.microsoft.com/partner-center/developer/get-all-of-a-customer-s-orders
 */
export async function readOrders(center: PartnerCenter, customer: string): Promise<Order[]> {
  const doing = 'reading the orders of the customer';
  const orders = await center.list({ customer, path: '/orders', doing }, orderSchema);
  return orders.filter((order) => isFor(order, customer));
}

/** Finds an order among the customer's: by what it came from, else the latest of what was ordered, as many and then. */
export async function findOrder(
  center: PartnerCenter,
  customer: string,
  sought: OrderSought,
): Promise<Order | undefined> {
  return chosenOrder(center, await readOrders(center, customer), sought);
}

/** The same among orders that were read. */
export function chosenOrder(center: PartnerCenter, orders: readonly Order[], sought: OrderSought): Order | undefined {
  const { alternateId, catalogItemIds, isOneOfTwo = false } = sought;
  const byOrigin = orders.find(
    (order) =>
      alternateId !== undefined &&
      sameId(order.alternateId, alternateId) &&
      (!isOneOfTwo || hasItem(order, catalogItemIds)),
  );
  const alike = orders.filter((order) => isWhatWasOrdered(center, order, sought));
  return byOrigin ?? alike.sort((one, other) => createdAt(one) - createdAt(other)).at(-1);
}

/** Whether one of the order's lines is of one of the items. */
export function hasItem({ lineItems }: Order, catalogItemIds: readonly string[]): boolean {
  return lineItems?.some(({ offerId }) => catalogItemIds.some((id) => isSameItem(offerId, id))) ?? false;
}

/** Whether an order is the customer's. One that names nobody was asked for below the customer. */
export function isFor({ referenceCustomerId }: Order, customer: string): boolean {
  return !referenceCustomerId || sameId(referenceCustomerId, customer);
}

/**
 * Where an order stands that is not completed, by its status; undefined when it is, or when only some of what it
 * ordered was carried out: what it brought tells more then.
 */
export function standingOf({ status }: Order): OrderStatus | undefined {
  const meaning = orderMeaning(status);
  switch (meaning.is) {
    case 'completed':
    case 'partly':
      return undefined;
    case 'ended':
      return { is: 'declined', code: 'orderStatus', text: status };
    case 'unclear':
      return { is: 'unclear', word: status };
    case 'inProgress':
    case 'underReview':
      return meaning;
    default:
      return meaning satisfies never;
  }
}

function isWhatWasOrdered(center: PartnerCenter, order: Order, sought: OrderSought): boolean {
  const line = order.lineItems?.find((item) => sought.catalogItemIds.some((id) => isSameItem(item.offerId, id)));
  if (line?.quantity !== sought.quantity || !notBefore(order.creationDate, center.earliest(sought.placedAt)))
    return false;
  // An order that ended before this one was placed is the one in whose stead it was placed.
  return orderMeaning(order.status).is !== 'ended' || !(createdAt(order) < sought.placedAt.getTime());
}

function createdAt({ creationDate }: Order): number {
  return momentOf(creationDate) || 0;
}

/** Whether two catalogue items are of the same product and SKU; the availability, their third part, changes over time. */
export function isSameItem(one: string | null | undefined, other: string): boolean {
  const ofSku = (id: string) => id.split(':').slice(0, 2).join(':');
  return sameId(ofSku(one ?? ''), ofSku(other));
}

export function sameId(one: string | null | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}
