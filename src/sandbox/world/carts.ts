import { skuOfCatalogItem } from '../catalogue/skus.js';
import { mostSeats, placeOrder } from './orders.js';
import type { Cart, CartLine, Order, Tenant } from './state.js';
import { newId } from './time.js';

const cartLifeMs = 15 * 60_000;

/** One line as the caller asks for it. */
export interface WantedLine {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly billingCycle?: string | undefined;
  readonly termDuration?: string | undefined;
}

export function createCart(tenant: Tenant, wanted: readonly WantedLine[], at: number): Cart {
  const cart: Cart = {
    id: newId(tenant, 'cart'),
    createdAt: at,
    modifiedAt: at,
    expiresAt: at + cartLifeMs,
    status: 'Active',
    lines: linesOf(wanted),
  };
  tenant.carts.set(cart.id, cart);
  return cart;
}

export function updateCart(cart: Cart, wanted: readonly WantedLine[], at: number): void {
  cart.lines = linesOf(wanted);
  cart.modifiedAt = at;
}

export function isExpired(cart: Cart, at: number): boolean {
  return cart.status === 'Active' && at >= cart.expiresAt;
}

/** Turns the cart into an order. What was bought is handed over at once, or after the credit check. */
export function checkOut(tenant: Tenant, cart: Cart, key: string, at: number): Order {
  cart.status = 'Ordered';
  cart.modifiedAt = at;
  return placeOrder(tenant, {
    alternateId: cart.id,
    key,
    lines: cart.lines.flatMap(({ catalogItemId, quantity, billingCycle, termDuration }) => {
      const sku = skuOfCatalogItem(catalogItemId);
      return sku ? [{ skuId: sku.skuId, quantity, billingCycle, termDuration }] : [];
    }),
    at,
  });
}

function linesOf(wanted: readonly WantedLine[]): CartLine[] {
  return wanted.map(({ catalogItemId, quantity, billingCycle = 'annual', termDuration = 'P1Y' }, id) => {
    const line = { id, catalogItemId, quantity, billingCycle, termDuration };
    return { ...line, error: lineError(line) };
  });
}

function lineError({
  catalogItemId,
  quantity,
  billingCycle,
  termDuration,
}: Omit<CartLine, 'error'>): CartLine['error'] {
  if (!skuOfCatalogItem(catalogItemId)) return error('catalog_item_id_is_not_valid', 'Catalog item id is not valid.');
  if (quantity > mostSeats) {
    return error('max_allowed_seats_per_subscription_exceeded', `At most ${mostSeats} seats may be bought at once.`);
  }
  const isSold =
    (termDuration === 'P1Y' && (billingCycle === 'monthly' || billingCycle === 'annual')) ||
    (termDuration === 'P1M' && billingCycle === 'monthly') ||
    (termDuration === 'P3Y' && ['monthly', 'annual', 'triennial'].includes(billingCycle));
  return isSold ? null : error('billing_plan_not_supported', 'The billing plan is not supported for this item.');
}

function error(errorCode: string, errorDescription: string): CartLine['error'] {
  return { errorCode, errorDescription };
}
