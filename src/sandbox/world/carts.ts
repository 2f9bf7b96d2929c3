import { monthItemIdOf, type Sku, skuOfCatalogItem } from '../catalogue/skus.js';
import { mostSeats, placeOrder } from './orders.js';
import type { Cart, CartLine, Order, Tenant } from './state.js';
import { newId } from './time.js';

const cartLifeMs = 15 * 60_000;

/** One line as the caller asks for it. */
interface WantedLine {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly billingCycle?: string | undefined;
  readonly termDuration?: string | undefined;
  readonly attestationAccepted?: boolean | undefined;
}

/** What a cart is asked to hold. */
export interface Wanted {
  readonly lines: readonly WantedLine[];
  /** The partner of record attests. */
  readonly attested: boolean;
}

export function createCart(tenant: Tenant, wanted: Wanted, at: number): Cart {
  const cart: Cart = {
    id: newId(tenant, 'cart'),
    createdAt: at,
    modifiedAt: at,
    expiresAt: at + cartLifeMs,
    status: 'Active',
    lines: linesOf(tenant, wanted),
  };
  tenant.carts.set(cart.id, cart);
  return cart;
}

export function updateCart(tenant: Tenant, cart: Cart, wanted: Wanted, at: number): void {
  cart.lines = linesOf(tenant, wanted);
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

function linesOf(tenant: Tenant, { lines, attested }: Wanted): CartLine[] {
  return lines.map(({ attestationAccepted = false, ...wanted }, id) => {
    const { catalogItemId, quantity, billingCycle = 'annual', termDuration = 'P1Y' } = wanted;
    const line = { id, catalogItemId, quantity, billingCycle, termDuration };
    return { ...line, error: lineError(tenant, line, attested && attestationAccepted) };
  });
}

/** Whether the catalogue has the plan for this customer. */
export function isSold({ scenario }: Tenant, { skuPartNumber }: Sku): boolean {
  return !scenario.catalogue.notSold.includes(skuPartNumber);
}

function lineError(tenant: Tenant, line: Omit<CartLine, 'error'>, attested: boolean): CartLine['error'] {
  const { catalogItemId, quantity, billingCycle, termDuration } = line;
  const sku = skuOfCatalogItem(catalogItemId);
  const isOfMonth = sku !== undefined && catalogItemId === monthItemIdOf(sku);
  const { oneMonth, attestation } = tenant.scenario.catalogue;
  if (!sku || !isSold(tenant, sku) || (isOfMonth && !oneMonth)) {
    return error('catalog_item_id_is_not_valid', 'Catalog item id is not valid.');
  }
  if (attestation && !attested) {
    return error('attestation_not_accepted', 'The attestation has to be accepted to buy this item.');
  }
  if (quantity > mostSeats) {
    return error('max_allowed_seats_per_subscription_exceeded', `At most ${mostSeats} seats may be bought at once.`);
  }
  const isOffered = isOfMonth
    ? termDuration === 'P1M' && billingCycle === 'monthly'
    : (termDuration === 'P1Y' && ['monthly', 'annual'].includes(billingCycle)) ||
      (termDuration === 'P3Y' && ['monthly', 'annual', 'triennial'].includes(billingCycle));
  return isOffered ? null : error('billing_plan_not_supported', 'The billing plan is not supported for this item.');
}

function error(errorCode: string, errorDescription: string): CartLine['error'] {
  return { errorCode, errorDescription };
}
