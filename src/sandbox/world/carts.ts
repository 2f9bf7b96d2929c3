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

/** An order group that was refused while others may have been taken. */
export interface OrderError {
  readonly orderGroupId: string;
  readonly code: number;
  readonly description: string;
}

/**
 * Turns the cart into an order for each of its order groups, or refuses the group. What was bought is handed over at
 * once, or after the credit check. A cart of which nothing was ordered stays open.
 */
export function checkOut(
  tenant: Tenant,
  cart: Cart,
  key: string,
  at: number,
): { orders: Order[]; errors: OrderError[] } {
  const groups = [...new Set(cart.lines.map(({ orderGroup }) => orderGroup))];
  const isRefused = (group: string) =>
    cart.lines.some((line) => line.orderGroup === group && failsAtCheckout(tenant, line));
  const taken = groups.filter((group) => !isRefused(group));
  if (taken.length > 0) {
    cart.status = 'Ordered';
    cart.modifiedAt = at;
  }
  return {
    orders: taken.map((group) => orderOf(tenant, cart, group, { key, at })),
    errors: groups.filter(isRefused).map((orderGroupId) => ({ orderGroupId, ...notEligible })),
  };
}

const notEligible = { code: 800020, description: 'The customer is not eligible to buy this product.' };

function failsAtCheckout({ scenario }: Tenant, { catalogItemId }: CartLine): boolean {
  return scenario.catalogue.refusedAtCheckout.includes(skuOfCatalogItem(catalogItemId)?.skuPartNumber ?? '');
}

function orderOf(tenant: Tenant, cart: Cart, group: string, { key, at }: { key: string; at: number }): Order {
  const lines = cart.lines.filter(({ orderGroup }) => orderGroup === group);
  return placeOrder(tenant, {
    alternateId: cart.id,
    key,
    lines: lines.flatMap(({ catalogItemId, quantity, billingCycle, termDuration }) => {
      const sku = skuOfCatalogItem(catalogItemId);
      return sku ? [{ skuId: sku.skuId, quantity, billingCycle, termDuration }] : [];
    }),
    at,
  });
}

function linesOf(tenant: Tenant, { lines, attested }: Wanted): CartLine[] {
  return lines.map(({ attestationAccepted = false, ...wanted }, id) => {
    const { catalogItemId, quantity, billingCycle = 'annual', termDuration = 'P1Y' } = wanted;
    const orderGroup = tenant.scenario.catalogue.orderGroups === 'one' ? '0' : String(id);
    const line = { id, catalogItemId, quantity, billingCycle, termDuration, orderGroup };
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
  const { oneMonth, attestation, refusedInCart } = tenant.scenario.catalogue;
  if (!sku || !isSold(tenant, sku) || (isOfMonth && !oneMonth)) {
    return error('catalog_item_id_is_not_valid', 'Catalog item id is not valid.');
  }
  if (refusedInCart.includes(sku.skuPartNumber)) {
    return error('inventory_not_available', 'The item is not available at the moment.');
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
