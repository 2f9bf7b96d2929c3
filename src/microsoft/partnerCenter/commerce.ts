import { canByApi } from '../../upgrade/commerce-forms.js';
import type { Commerce } from '../../upgrade/ports.js';
import { readParties, saveParties } from './billing-profile.js';
import { cancelSubscription } from './cancel.js';
import { checkOut, findPurchase, makeCart } from './carts.js';
import { type PartnerCenterOptions, partnerCenter } from './client.js';
import { readEligibility } from './eligibility.js';
import { findTransition, placeTransition } from './transitions.js';

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
    place: (order) => (order.kind === 'upgrade' ? placeTransition(center, order) : checkOut(center, order)),
    find: (order) => (order.kind === 'upgrade' ? findTransition(center, order) : findPurchase(center, order)),
    cancel: (tenantId, commerceId, key) => cancelSubscription(center, tenantId, commerceId, key),
  };
}
