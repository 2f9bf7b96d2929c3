import { canByApi } from '../../upgrade/order/commerce-forms.js';
import type { Commerce, OrderRequest, OrderStatus } from '../../upgrade/ports.js';
import { readParties, saveParties } from './billing-profile.js';
import { checkOut, findPurchase, makeCart } from './carts.js';
import { type PartnerCenter, type PartnerCenterOptions, partnerCenter } from './client.js';
import { readEligibility } from './eligibility.js';
import { endSubscription, readTerms } from './end.js';
import { findSeats, raiseSeats } from './seats.js';
import { findTransition, placeTransition } from './transitions.js';

type Ask = (center: PartnerCenter, order: OrderRequest) => Promise<OrderStatus>;

const ways: Record<OrderRequest['kind'], { place: Ask; find: Ask }> = {
  upgrade: { place: placeTransition, find: findTransition },
  purchase: { place: checkOut, find: findPurchase },
  seats: { place: raiseSeats, find: findSeats },
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
  return {
    form: 'partner-center',
    can: canByApi['partner-center'],
    eligibility: (tenantId, source) => readEligibility(center, tenantId, source),
    parties: (tenantId) => readParties(center, tenantId),
    saveParties: (tenantId, parties) => saveParties(center, tenantId, parties),
    prepare: async (order) => (order.kind === 'purchase' ? makeCart(center, order) : { cartId: undefined }),
    place: (order) => ways[order.kind].place(center, order),
    find: (order) => ways[order.kind].find(center, order),
    terms: (tenantId, commerceId) => readTerms(center, tenantId, commerceId),
    end: (tenantId, commerceId, key) => endSubscription(center, tenantId, commerceId, key),
  };
}
