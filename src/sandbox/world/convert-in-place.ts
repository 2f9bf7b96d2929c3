import { skuWithId } from '../catalogue/skus.js';
import { setLicences } from './holding.js';
import { movedLicences } from './moved-licences.js';
import type { Licence, Subscription, Tenant, Transition } from './state.js';

/**
 * Makes a subscription one of the plan that its transition leads to, with everybody who holds it, in one moment: its id
 * stays, and its term begins anew.
 * @see https://learn.microsoft.com/partner-center/developer/transition-a-new-commerce-subscription (a full upgrade)
 */
export function convertInPlace(tenant: Tenant, source: Subscription, transition: Transition, at: number): void {
  const { toSkuId, quantity, orderId, termDuration, billingCycle } = transition;
  const fromSkuId = source.skuId;
  Object.assign(source, {
    skuId: toSkuId,
    seats: quantity,
    friendlyName: skuWithId(toSkuId)?.displayName ?? toSkuId,
    orderId,
    termDuration,
    billingCycle,
    isLegacy: false,
    autoRenew: true,
    endsAt: null,
    version: source.version + 1,
  });
  const isMoved = ({ skuId }: Licence): boolean => skuId === fromSkuId;
  for (const user of tenant.users)
    if (user.licences.some(isMoved)) setLicences(tenant, user, movedLicences(user, isMoved, toSkuId, at), at);
}
