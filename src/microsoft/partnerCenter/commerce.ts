import { canByApi } from '../../upgrade/order/commerce-forms.js';
import type { Payer } from '../../upgrade/order/payer.js';
import type { Commerce, OrderRequest, OrderStanding, Parties } from '../../upgrade/ports.js';
import { readParties, saveParties } from './billing-profile.js';
import { makeCart, type Shop } from './carts.js';
import { catalogue } from './catalogue.js';
import { checkOut } from './checkout.js';
import { type PartnerCenterOptions, partnerCenter } from './client.js';
import { readEligibility } from './eligibility.js';
import { endSubscription, readTerms } from './end.js';
import { findPurchase } from './purchases.js';
import { findSeats, raiseSeats } from './seats.js';
import { findTransition, placeTransition } from './transitions.js';

type Ask = (shop: Shop, order: OrderRequest) => Promise<OrderStanding>;

const ways: Record<OrderRequest['kind'], { place: Ask; find: Ask }> = {
  upgrade: {
    place: ({ center }, order) => placeTransition(center, order),
    find: ({ center }, order) => findTransition(center, order),
  },
  purchase: { place: checkOut, find: findPurchase },
  seats: {
    place: ({ center }, order) => raiseSeats(center, order),
    find: ({ center }, order) => findSeats(center, order),
  },
};

/**
 * The commerce port on Partner Center, for a cloud solution provider that runs the bot for its customers.
 * @example
 * const commerce = partnerCenterCommerce({
 *   baseUrl: 'https://api.partnercenter.microsoft.com', partnerTenantId, tokens, fetch, newGuid: randomUUID,
 * });
 * @see https://learn.microsoft.com/partner-center/developer/
 */
export function partnerCenterCommerce(options: PartnerCenterOptions): Commerce {
  const center = partnerCenter(options);
  const shop: Shop = { center, catalogue: catalogue(center) };
  return {
    form: 'partner-center',
    can: canByApi['partner-center'],
    eligibility: (tenantId, source) => readEligibility(center, tenantId, source),
    sells: async () => undefined,
    offer: (tenantId, plan) => shop.catalogue.offer(tenantId, plan),
    payers: async (tenantId) => [payerOf(await readParties(center, tenantId))],
    parties: (tenantId) => readParties(center, tenantId),
    saveParties: (tenantId, parties) => saveParties(center, tenantId, parties),
    prepare: async (order) => (order.kind === 'purchase' ? makeCart(shop, order) : { cartId: undefined }),
    place: (order) => ways[order.kind].place(shop, order),
    find: (order) => ways[order.kind].find(shop, order),
    terms: (tenantId, commerceId) => readTerms(center, tenantId, commerceId),
    end: (tenantId, commerceId, key) => endSubscription(center, tenantId, commerceId, key),
    rolesOf: async () => undefined,
    peopleWith: async () => undefined,
  };
}

/** The partner is billed by Microsoft and bills its customer: nobody pays by card there. */
function payerOf({ soldTo, billedTo }: Parties): Payer {
  return { id: 'partner', name: null, soldTo, billedTo, payments: ['invoice'], paysNow: true };
}
