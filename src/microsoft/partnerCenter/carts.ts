import { z } from 'zod';
import { displayName } from '../../upgrade/plans/plans.js';
import { hasProblem, type OrderRequest, type OrderStatus, PortError, type Problem } from '../../upgrade/ports.js';
import type { Fault } from '../problem.js';
import { plainWord } from '../words.js';
import type { Catalogue } from './catalogue.js';
import type { PartnerCenter } from './client.js';
import { codeSchema, findingSchema, wordSchema } from './code.js';
import { derivedGuid } from './derived-guid.js';
import { orderMeaning } from './order-words.js';
import { findOrder, isFor, type Order, orderSchema, sameId, standingOf } from './orders.js';
import { meaningOf, problemOfFault } from './refusals.js';
import { momentOf } from './time.js';

const cartSchema = z.object({
  id: z.string(),
  status: wordSchema,
  expirationTimestamp: z.string().nullish(),
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

/** What buying beside the old plan needs. */
export type Shop = { center: PartnerCenter; catalogue: Catalogue };

/**
 * Makes a cart with one line. Asked again for the same order it is the same cart; for an order whose cart has expired
 * it is a new one.
 * @returns the cart's id
 * @throws PortError `refused` when the line is refused: Partner Center says so inside a success
 * @see https://learn.microsoft.com/partner-center/developer/create-a-cart
 */
export async function makeCart({ center, catalogue }: Shop, order: OrderRequest): Promise<{ cartId: string }> {
  const doing = 'making a cart';
  const { tenantId: customer, plan, quantity, billingCycle, term, attested } = order;
  const item = await catalogue.itemFor(customer, plan, term, billingCycle);
  if (!item) {
    const text = `Partner Center does not sell ${displayName(plan)} to this customer for ${term}, billed ${billingCycle}`;
    throw new PortError({ is: 'refused', code: 'planNotSold', text }, doing);
  }
  const { catalogItemId, attestation } = item;
  // What nobody was asked for is not attested in their name.
  const ofLine = attested && attestation ? { attestationAccepted: true } : {};
  const ofPartner = attested ? { PartnerOnRecordAttestationAccepted: true } : {};
  const line = { id: 0, catalogItemId, quantity, billingCycle, termDuration: term, ...ofLine };
  const body = { ...ofPartner, lineItems: [line] };
  const requestId = derivedGuid(order.key, 'cart', order.cartId ?? '');
  const cart = await center.change({ customer, method: 'POST', path: '/carts', body, requestId, doing }, cartSchema);
  const refused = cart.lineItems?.find((line) => line.error)?.error;
  if (refused) {
    const fault = { code: refused.errorCode, text: refused.errorDescription ?? '' };
    throw new PortError(problemOfLine(fault), doing);
  }
  return { cartId: cart.id };
}

const notAttested: readonly string[] = ['10012', 'attestationnotaccepted'];

/** @see https://learn.microsoft.com/partner-center/developer/cart-resources (CartErrorCode, read 2023-08-23) */
function problemOfLine(fault: Fault): Problem {
  const { code, text } = fault;
  return notAttested.includes(plainWord(code))
    ? { is: 'refused', code, text, remedy: 'attestation' }
    : problemOfFault(fault);
}

/**
 * Checks the cart out, which places the order.
 * @throws PortError `unknownOutcome` when no answer came: {@link findPurchase} tells; `cartExpired` when another cart has
 * to be made; as the order was refused, which Partner Center also says inside a success
 * @see https://learn.microsoft.com/partner-center/developer/checkout-a-cart
 */
export async function checkOut(shop: Shop, order: OrderRequest): Promise<OrderStatus> {
  const doing = 'checking the cart out';
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
    const [error] = result.orderErrors ?? [];
    // A cart of one line is one order; which of several it became, reading tells.
    const placed = own.length === 1 ? own[0] : undefined;
    if (placed) return await statusOf(center, order.tenantId, placed);
    if (error) throw new PortError(problemOfFault(error), doing);
    return { is: 'inProgress' };
  } catch (error) {
    if (!hasProblem(error, 'refused', 'notFound')) throw error;
    return notTaken(error, shop, order);
  }
}

/** @throws PortError as the cart was not taken, unless it had been taken before */
async function notTaken(
  error: PortError & { problem: { is: 'refused'; code: string } | { is: 'notFound' } },
  shop: Shop,
  order: OrderRequest,
): Promise<OrderStatus> {
  const meaning = error.problem.is === 'refused' ? meaningOf(error.problem.code) : undefined;
  // A code whose meaning is documented says itself what is in the way.
  if (meaning === undefined) throw await becauseOfCart(error, shop, order);
  if (meaning.is !== 'submitted') throw error;
  const found = await findPurchase(shop, order);
  // It was submitted, so it must not be said that it never was.
  return found.is === 'notFound' ? { is: 'inProgress' } : found;
}

/** What a cart that was not taken was refused for: that it has expired, the cart itself tells. */
async function becauseOfCart(refused: PortError, { center }: Shop, order: OrderRequest): Promise<PortError> {
  const cart = await readCart(center, order.tenantId, order.cartId ?? '').catch(unknown);
  // What the cart does not tell, the refusal does.
  if (cart === 'unknown') return refused;
  const isOver = !cart || momentOf(cart.expirationTimestamp) <= center.now().getTime();
  if (!isOver || (cart && cartMeanings.get(plainWord(cart.status)) === 'submitted')) return refused;
  return new PortError({ is: 'cartExpired' }, refused.doing, { cause: refused, service: 'partnerCenter' });
}

function unknown(error: unknown): 'unknown' {
  if (error instanceof PortError) return 'unknown';
  throw error;
}

/**
 * Reads where a purchase stands.
 * @returns `notFound` while the cart was not checked out, or when cart and order are both unknown
 * @throws PortError
 */
export async function findPurchase({ center, catalogue }: Shop, order: OrderRequest): Promise<OrderStatus> {
  if (order.cartId === undefined) return { is: 'notFound' };
  const cart = await readCart(center, order.tenantId, order.cartId);
  const stands = cart && cartMeanings.get(plainWord(cart.status));
  if (stands === 'open') return { is: 'notFound' };
  if (cart && !stands) return { is: 'unclear', word: cart.status };
  const catalogItemIds = cart
    ? (cart.lineItems ?? []).flatMap((line) => line.catalogItemId ?? [])
    : await catalogue.itemsOf(order.tenantId, order.plan);
  const { quantity, placedAt } = order;
  const placed = await findOrder(center, order.tenantId, {
    alternateId: order.cartId,
    catalogItemIds,
    quantity,
    placedAt,
  });
  if (placed) return statusOf(center, order.tenantId, placed);
  return stands === 'submitted' ? { is: 'inProgress' } : { is: 'notFound' };
}

/**
 * Whether a cart was submitted; `untold` by answers from before it had a status.
 * @see https://learn.microsoft.com/partner-center/developer/cart-resources (status, read 2023-08-23)
 */
const cartMeanings: ReadonlyMap<string, 'open' | 'submitted' | 'untold'> = new Map([
  ['active', 'open'],
  ['ordered', 'submitted'],
  ['', 'untold'],
]);

async function readCart(center: PartnerCenter, customer: string, cartId: string) {
  try {
    return await center.get(
      { customer, path: `/carts/${encodeURIComponent(cartId)}`, doing: 'reading the cart' },
      cartSchema,
    );
  } catch (error) {
    if (hasProblem(error, 'notFound')) return undefined;
    throw error;
  }
}

const subscriptionShowsWithinMs = 30 * 60_000;

async function statusOf(center: PartnerCenter, customer: string, order: Order): Promise<OrderStatus> {
  const standing = standingOf(order);
  if (standing) return standing;
  const commerceId = order.lineItems?.[0]?.subscriptionId ?? (await boughtSubscription(center, customer, order.id));
  if (commerceId) return { is: 'completed', commerceId };
  const age = center.now().getTime() - momentOf(order.creationDate);
  if (!(age > subscriptionShowsWithinMs)) return { is: 'inProgress' };
  // Of an order that was carried out in part, what is still missing is to be bought anew.
  const isPartly = orderMeaning(order.status).is === 'partly';
  return isPartly
    ? { is: 'declined', code: 'orderStatus', text: order.status }
    : { is: 'completed', commerceId: undefined };
}

const broughtSchema = z.object({ id: z.string(), orderId: z.string().nullish() });

/** The subscription an order brought, once Partner Center shows it; what cannot be read now is asked for again later. */
async function boughtSubscription(
  center: PartnerCenter,
  customer: string,
  orderId: string,
): Promise<string | undefined> {
  const path = `/subscriptions?order_id=${encodeURIComponent(orderId)}`;
  const doing = 'reading what the order brought';
  try {
    const brought = await center.list({ customer, path, doing }, broughtSchema);
    return brought.find((one) => !one.orderId || sameId(one.orderId, orderId))?.id;
  } catch (error) {
    if (error instanceof PortError) return undefined;
    throw error;
  }
}
