import { z } from 'zod';
import { hasProblem, type OrderRequest, type OrderStanding, type OrderStatus, PortError } from '../../upgrade/ports.js';
import type { CommerceFinding } from '../../upgrade/tenant/facts.js';
import { cartStands, readCart, type Shop, saidOf } from './carts.js';
import { findingSchema } from './code.js';
import { isFor, type Order, orderSchema } from './orders.js';
import { findPurchase, itemsSought, ofAll, orderWith, statusOf } from './purchases.js';
import { meaningOf, problemOfFault } from './refusals.js';
import { momentOf } from './time.js';

const checkoutSchema = z.object({
  orders: z.array(orderSchema).nullish(),
  orderErrors: z.array(findingSchema).nullish(),
});

const doing = 'checking the cart out';

/**
 * Checks the cart out, which places the order. Of two lines each may be taken or refused by itself.
 * @throws PortError `unknownOutcome` when no answer came, or one that names no order: {@link findPurchase} tells;
 * `cartExpired` when another cart has to be made; as the order was refused, which Partner Center also says inside a success
 * @see https://learn.microsoft.com/partner-center/developer/checkout-a-cart
 */
export async function checkOut(shop: Shop, order: OrderRequest): Promise<OrderStanding> {
  if (order.cartId === undefined) {
    throw new PortError({ is: 'refused', code: 'noCart', text: 'The order has no cart yet' }, doing);
  }
  const { center } = shop;
  const path = `/carts/${encodeURIComponent(order.cartId)}/checkout`;
  try {
    const result = await center.change(
      { customer: order.tenantId, method: 'POST', path, requestId: order.key, doing },
      checkoutSchema,
    );
    const own = (result.orders ?? []).filter((one) => isFor(one, order.tenantId));
    const errors = result.orderErrors ?? [];
    const [error] = errors;
    // A success that names no order of the customer's says nothing of theirs: reading tells.
    if (own.length === 0)
      throw new PortError(error ? problemOfFault(error) : { is: 'unknownOutcome' }, doing, {
        service: 'partnerCenter',
      });
    if (order.beside) return await eachOf(shop, order, own, errors);
    // A cart of one line is one order; which of several it became, reading tells.
    const placed = own.length === 1 ? own[0] : undefined;
    return placed ? await statusOf(center, order.tenantId, placed) : { is: 'inProgress' };
  } catch (error) {
    if (!hasProblem(error, 'refused', 'notFound')) throw error;
    return notTaken(error, shop, order);
  }
}

/**
 * Where each of two lines stands, as the checkout told it. Something was taken: whatever cannot be read now, it must not
 * be said that it was not.
 */
async function eachOf(
  shop: Shop,
  order: OrderRequest,
  orders: readonly Order[],
  errors: readonly CommerceFinding[],
): Promise<OrderStanding> {
  const { center } = shop;
  const items = await itemsOfCart(shop, order);
  const placed = items.map((item) => orderWith(orders, item));
  if (placed.every((one) => one === undefined)) return ofAll(order, { is: 'inProgress' });
  const [first = notFound, beside = notFound] = await Promise.all(
    placed.map(async (one, n): Promise<OrderStatus> => {
      if (one) return statusOf(center, order.tenantId, one, items[n]);
      const [error] = errors;
      // Only one line is without an order, so that what was refused is that one.
      return error ? { is: 'declined', ...saidOf(problemOfFault(error), error) } : notFound;
    }),
  );
  return { ...first, beside };
}

const notFound: OrderStatus = { is: 'notFound' };

async function itemsOfCart(shop: Shop, order: OrderRequest) {
  const cart = await readCart(shop.center, order.tenantId, order.cartId ?? '').catch(unknown);
  const items = cart === 'unknown' ? cart : await itemsSought(shop, order, cart).catch(unknown);
  return items === 'unknown' ? [] : items;
}

/** @throws PortError as the cart was not taken, unless it had been taken before */
async function notTaken(
  error: PortError & { problem: { is: 'refused'; code: string } | { is: 'notFound' } },
  shop: Shop,
  order: OrderRequest,
): Promise<OrderStanding> {
  const meaning = error.problem.is === 'refused' ? meaningOf(error.problem.code) : undefined;
  // A code whose meaning is documented says itself what is in the way.
  if (meaning === undefined) throw await becauseOfCart(error, shop, order);
  if (meaning.is !== 'submitted') throw error;
  const found = await findPurchase(shop, order);
  // It was submitted, so it must not be said that it never was.
  const shows = found.is !== 'notFound' || (found.beside !== undefined && found.beside.is !== 'notFound');
  return shows ? found : ofAll(order, { is: 'inProgress' });
}

/** What a cart that was not taken was refused for: that it has expired, the cart itself tells. */
async function becauseOfCart(refused: PortError, { center }: Shop, order: OrderRequest): Promise<PortError> {
  const cart = await readCart(center, order.tenantId, order.cartId ?? '').catch(unknown);
  // What the cart does not tell, the refusal does.
  if (cart === 'unknown') return refused;
  const isOver = !cart || momentOf(cart.expirationTimestamp) <= center.now().getTime();
  if (!isOver || (cart && cartStands(cart) === 'submitted')) return refused;
  return new PortError({ is: 'cartExpired' }, refused.doing, { cause: refused, service: 'partnerCenter' });
}

function unknown(error: unknown): 'unknown' {
  if (error instanceof PortError) return 'unknown';
  throw error;
}
