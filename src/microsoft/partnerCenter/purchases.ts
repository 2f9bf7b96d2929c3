import { z } from 'zod';
import { type OrderRequest, type OrderStanding, type OrderStatus, PortError } from '../../upgrade/ports.js';
import { type Cart, cartStands, readCart, type Shop } from './carts.js';
import type { PartnerCenter } from './client.js';
import { orderMeaning } from './order-words.js';
import { chosenOrder, hasItem, isSameItem, type Order, readOrders, sameId, standingOf } from './orders.js';
import { momentOf } from './time.js';

/** What became of a cart that was checked out, by the orders that the customer has. */

/** One line as it is looked for: whatever its items are called in the catalogue, and how many licences of them. */
type Item = { catalogItemIds: readonly string[]; quantity: number };

/**
 * Reads where a purchase stands, and of two products each: both may be lines of one order, or orders of their own.
 * @returns `notFound` while the cart was not checked out, or when cart and order are both unknown
 * @throws PortError
 */
export async function findPurchase(shop: Shop, order: OrderRequest): Promise<OrderStanding> {
  const all = (status: OrderStatus): OrderStanding => ofAll(order, status);
  if (order.cartId === undefined) return all({ is: 'notFound' });
  const { center } = shop;
  const cart = await readCart(center, order.tenantId, order.cartId);
  const stands = cart && cartStands(cart);
  if (stands === 'open') return all({ is: 'notFound' });
  if (cart && !stands) return all({ is: 'unclear', word: cart.status });
  const items = await itemsSought(shop, order, cart);
  const orders = await readOrders(center, order.tenantId);
  const { cartId: alternateId, placedAt } = order;
  const isOneOfTwo = order.beside !== undefined;
  const placed = items.map((item) => chosenOrder(center, orders, { ...item, alternateId, placedAt, isOneOfTwo }));
  if (placed.every((one) => one === undefined))
    return all(stands === 'submitted' ? { is: 'inProgress' } : { is: 'notFound' });
  const [first = notFound, beside] = await Promise.all(
    placed.map((one, n) => (one ? statusOf(center, order.tenantId, one, isOneOfTwo ? items[n] : undefined) : notFound)),
  );
  return { ...first, ...(beside ? { beside } : {}) };
}

const notFound: OrderStatus = { is: 'notFound' };

/** The same of all that was ordered. */
export function ofAll({ beside }: OrderRequest, status: OrderStatus): OrderStanding {
  return beside ? { ...status, beside: status } : status;
}

/**
 * What orders of the cart are known by, a line each.
 * @param cart undefined where it is gone: then the catalogue tells
 */
export async function itemsSought({ catalogue }: Shop, order: OrderRequest, cart: Cart | undefined): Promise<Item[]> {
  const { tenantId, plan, quantity, beside } = order;
  const lines = cart?.lineItems ?? [];
  if (!beside && cart) return [{ catalogItemIds: lines.flatMap((line) => line.catalogItemId ?? []), quantity }];
  const wanted = beside ? [{ plan, quantity }, beside] : [{ plan, quantity }];
  return Promise.all(
    wanted.map(async (one, n) => {
      const inCart = lines.find(({ id }) => String(id) === String(n))?.catalogItemId;
      const catalogItemIds = inCart ? [inCart] : await catalogue.itemsOf(tenantId, one.plan);
      return { catalogItemIds, quantity: one.quantity };
    }),
  );
}

/** The order with a line of the item. */
export function orderWith(orders: readonly Order[], item: Item | undefined): Order | undefined {
  return item && orders.find((order) => hasItem(order, item.catalogItemIds));
}

const subscriptionShowsWithinMs = 30 * 60_000;

/** @param item which line of several it is about; left out where there is one */
export async function statusOf(
  center: PartnerCenter,
  customer: string,
  order: Order,
  item?: Item,
): Promise<OrderStatus> {
  const standing = standingOf(order);
  if (standing) return standing;
  const isItem = (id: string | null | undefined) => item?.catalogItemIds.some((one) => isSameItem(id, one)) ?? true;
  const line = order.lineItems?.find(({ offerId }) => isItem(offerId));
  const lines = order.lineItems?.length ?? 0;
  // Of several lines each brings a subscription of its own.
  const brought = (offerId: string | null | undefined) => lines < 2 || isItem(offerId);
  const commerceId = line?.subscriptionId ?? (await boughtSubscription(center, customer, order.id, brought));
  if (commerceId) return { is: 'completed', commerceId };
  const age = center.now().getTime() - momentOf(order.creationDate);
  if (!(age > subscriptionShowsWithinMs)) return { is: 'inProgress' };
  // Of an order that was carried out in part, what is still missing is to be bought anew.
  const isPartly = orderMeaning(order.status).is === 'partly';
  return isPartly
    ? { is: 'declined', code: 'orderStatus', text: order.status }
    : { is: 'completed', commerceId: undefined };
}

const broughtSchema = z.object({ id: z.string(), orderId: z.string().nullish(), offerId: z.string().nullish() });

/** The subscription an order brought, once Partner Center shows it; what cannot be read now is asked for again later. */
async function boughtSubscription(
  center: PartnerCenter,
  customer: string,
  orderId: string,
  isOfItem: (offerId: string | null | undefined) => boolean,
): Promise<string | undefined> {
  const path = `/subscriptions?order_id=${encodeURIComponent(orderId)}`;
  const doing = 'reading what the order brought';
  try {
    const brought = await center.list({ customer, path, doing }, broughtSchema);
    return brought.find((one) => (!one.orderId || sameId(one.orderId, orderId)) && isOfItem(one.offerId))?.id;
  } catch (error) {
    if (error instanceof PortError) return undefined;
    throw error;
  }
}
