import { z } from 'zod';
import type { ApiCall, ApiRoute } from '../api.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { checkOut, createCart, isExpired, updateCart, type Wanted } from '../world/carts.js';
import { hasPendingOrder } from '../world/orders.js';
import type { Cart } from '../world/state.js';
import { once, requestKey } from './once.js';
import { orderResource } from './orders.js';
import { partnerBadBody, partnerError, selfLink } from './partner-error.js';
import { partnerTime } from './times.js';

const withCart = finding(
  ({ tenant, parameters: { cart = '' } }: ApiCall) => tenant.carts.get(cart.toLowerCase()),
  () => partnerError(404, '800008', 'Unable to retrieve cart ID'),
);

export const cartRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/carts', run: once(create) },
  { method: 'GET', path: '/carts/:cart', run: withCart((call, cart) => shown(call, cart, 200)) },
  { method: 'PUT', path: '/carts/:cart', run: withCart(update) },
  { method: 'POST', path: '/carts/:cart/checkout', run: once(withCart(checkout)) },
];

const schema = z.object({
  lineItems: z
    .array(
      z.object({
        catalogItemId: z.string(),
        quantity: z.int().min(1),
        billingCycle: z.string().optional(),
        termDuration: z.string().optional(),
        attestationAccepted: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(200),
  PartnerOnRecordAttestationAccepted: z.boolean().nullish(),
});

const wantedOf = ({ lineItems, PartnerOnRecordAttestationAccepted: attested }: z.infer<typeof schema>): Wanted => ({
  lines: lineItems,
  attested: attested === true,
});

function create(call: ApiCall): ApiResponse {
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  return shown(call, createCart(call.tenant, wantedOf(parsed.data), call.now), 201);
}

function update(call: ApiCall, cart: Cart): ApiResponse {
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  const refusal = closed(call, cart);
  if (refusal) return refusal;
  updateCart(call.tenant, cart, wantedOf(parsed.data), call.now);
  return shown(call, cart, 200);
}

function closed({ now }: ApiCall, cart: Cart): ApiResponse | undefined {
  if (cart.status === 'Ordered') return partnerError(400, '800065', 'Cannot check out an already submitted cart');
  return isExpired(cart, now) ? partnerError(400, '800061', 'The cart has expired. Create a new one.') : undefined;
}

function checkout(call: ApiCall, cart: Cart): ApiResponse {
  const { tenant, now } = call;
  const refusal = closed(call, cart);
  if (refusal) return refusal;
  const wrong = cart.lines.find(({ error }) => error !== null)?.error;
  if (wrong)
    return partnerError(400, '800002', `The cart has an item that cannot be bought: ${wrong.errorDescription}`);
  if (hasPendingOrder(tenant)) return partnerError(409, '800060', 'Another order of the customer is in progress.');
  const { orders, errors } = checkOut(tenant, cart, requestKey(call), now);
  const body = {
    orders: orders.map((order) => orderResource(tenant, order)),
    ...(errors.length > 0 ? { orderErrors: errors } : {}),
    attributes: { objectType: 'CartCheckoutResult' },
  };
  return { status: 201, body };
}

function shown({ tenant, path }: ApiCall, cart: Cart, status: 200 | 201): ApiResponse {
  const body = {
    id: cart.id,
    creationTimestamp: partnerTime(cart.createdAt),
    lastModifiedTimestamp: partnerTime(cart.modifiedAt),
    expirationTimestamp: partnerTime(cart.expiresAt),
    lastModifiedUser: tenant.admins[0]?.id ?? tenant.id,
    status: cart.status,
    lineItems: cart.lines.map(({ error, ...line }) => ({
      ...line,
      currencyCode: tenant.scenario.currency,
      ...(error ? { error } : {}),
    })),
    links: selfLink(path),
    attributes: { objectType: 'Cart' },
  };
  return { status, body };
}
