import { z } from 'zod';
import { type OrderRequest, type OrderStatus, PortError } from '../../upgrade/ports.js';
import type { PartnerCenter } from './client.js';
import { codeSchema, findingSchema, wordSchema } from './code.js';
import { derivedGuid } from './derived-guid.js';
import { readCatalogItemIds } from './eligibility.js';
import { findOrder, type Order, orderSchema } from './orders.js';

const cartSchema = z.object({
  id: z.string(),
  status: wordSchema,
  lineItems: z
    .array(
      z.object({
        catalogItemId: z.string().nullish(),
        error: z.object({ errorCode: codeSchema, errorDescription: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

const checkoutSchema = z.object({
  orders: z.array(orderSchema).nullish(),
  orderErrors: z.array(findingSchema).nullish(),
});

/**
 * Makes a cart with one line. Asked again for the same order it is the same cart; for an order whose cart has expired
 * it is a new one.
 * @returns the cart's id
 * @throws PortError `refused` when the line is refused: Partner Center says so inside a success
 * @see https://learn.microsoft.com/partner-center/developer/create-a-cart
 */
export async function makeCart(center: PartnerCenter, order: OrderRequest): Promise<{ cartId: string }> {
  const doing = 'making a cart';
  const { tenantId: customer, plan, quantity, billingCycle } = order;
  const [catalogItemId] = await readCatalogItemIds(center, customer, order.sourceCommerceId, plan);
  if (catalogItemId === undefined) {
    throw new PortError({ is: 'refused', code: 'planNotOffered', text: `Partner Center does not list ${plan}` }, doing);
  }
  const body = { lineItems: [{ id: 0, catalogItemId, quantity, billingCycle, termDuration: 'P1Y' }] };
  const requestId = derivedGuid(order.key, 'cart', order.cartId ?? '');
  const cart = await center.change({ customer, method: 'POST', path: '/carts', body, requestId, doing }, cartSchema);
  const refused = cart.lineItems?.find((line) => line.error)?.error;
  if (refused) {
    throw new PortError({ is: 'refused', code: refused.errorCode, text: refused.errorDescription ?? '' }, doing);
  }
  return { cartId: cart.id };
}

// The cart was submitted already, or is being: an earlier sending of the same order.
const alreadySubmitted = new Set(['800060', '800064', '800065']);

/**
 * Checks the cart out, which places the order.
 * @throws PortError `unknownOutcome` when no answer came: {@link findPurchase} tells
 * @see https://learn.microsoft.com/partner-center/developer/checkout-a-cart
 */
export async function checkOut(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  const doing = 'checking the cart out';
  if (order.cartId === undefined) {
    throw new PortError({ is: 'refused', code: 'noCart', text: 'The order has no cart yet' }, doing);
  }
  const path = `/carts/${encodeURIComponent(order.cartId)}/checkout`;
  try {
    const result = await center.change(
      { customer: order.tenantId, method: 'POST', path, requestId: order.key, doing },
      checkoutSchema,
    );
    const [placed] = result.orders ?? [];
    const [error] = result.orderErrors ?? [];
    if (placed) return await statusOf(center, order.tenantId, placed);
    if (error) return { is: 'declined', ...error };
    return { is: 'inProgress' };
  } catch (error) {
    if (!(error instanceof PortError) || error.problem.is !== 'refused') throw error;
    if (!alreadySubmitted.has(error.problem.code)) throw error;
    const found = await findPurchase(center, order);
    // It was submitted, so it must not be said that it never was.
    return found.is === 'notFound' ? { is: 'inProgress' } : found;
  }
}

/**
 * Reads where a purchase stands.
 * @returns `notFound` while the cart was not checked out, or when cart and order are both unknown
 * @throws PortError
 */
export async function findPurchase(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  if (order.cartId === undefined) return { is: 'notFound' };
  const cart = await readCart(center, order.tenantId, order.cartId);
  if (cart && cart.status !== 'ordered') return { is: 'notFound' };
  const catalogItemIds = cart
    ? (cart.lineItems ?? []).flatMap((line) => line.catalogItemId ?? [])
    : await readCatalogItemIds(center, order.tenantId, order.sourceCommerceId, order.plan);
  const { quantity, placedAt } = order;
  const placed = await findOrder(center, order.tenantId, {
    alternateId: order.cartId,
    catalogItemIds,
    quantity,
    placedAt,
  });
  if (placed) return statusOf(center, order.tenantId, placed);
  return cart ? { is: 'inProgress' } : { is: 'notFound' };
}

async function readCart(center: PartnerCenter, customer: string, cartId: string) {
  try {
    return await center.get(
      { customer, path: `/carts/${encodeURIComponent(cartId)}`, doing: 'reading the cart' },
      cartSchema,
    );
  } catch (error) {
    if (error instanceof PortError && error.problem.is === 'notFound') return undefined;
    throw error;
  }
}

const subscriptionShowsWithinMs = 30 * 60_000;

async function statusOf(center: PartnerCenter, customer: string, order: Order): Promise<OrderStatus> {
  if (order.status === 'cancelled') return { is: 'declined', code: 'orderCancelled', text: '' };
  if (order.status === 'pending') return { is: 'underReview' };
  if (order.status !== 'completed') return { is: 'inProgress' };
  const commerceId = order.lineItems?.[0]?.subscriptionId ?? (await boughtSubscription(center, customer, order.id));
  if (commerceId) return { is: 'completed', commerceId };
  const age = center.now().getTime() - Date.parse(order.creationDate ?? '');
  return age > subscriptionShowsWithinMs ? { is: 'completed', commerceId: undefined } : { is: 'inProgress' };
}

/** The subscription an order brought, once Partner Center shows it; what cannot be read now is asked for again later. */
async function boughtSubscription(
  center: PartnerCenter,
  customer: string,
  orderId: string,
): Promise<string | undefined> {
  const path = `/subscriptions?order_id=${encodeURIComponent(orderId)}`;
  const doing = 'reading what the order brought';
  try {
    return (await center.list({ customer, path, doing }, z.object({ id: z.string() })))[0]?.id;
  } catch (error) {
    if (error instanceof PortError) return undefined;
    throw error;
  }
}
