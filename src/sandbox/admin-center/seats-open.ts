import { sourceSubscription } from '../world/blockers.js';
import { hasPendingOrder } from '../world/orders.js';
import type { Subscription, Tenant } from '../world/state.js';

/**
 * True when licences can be added or removed on the pages: not for a trial, a product key, a purchase from a partner,
 * nor while a credit check is open.
 * @see https://learn.microsoft.com/microsoft-365/commerce/licenses/buy-licenses
 */
export function canChangeSeats(tenant: Tenant, subscription: Subscription): boolean {
  const isPrepaid = tenant.blockers.has('PREPAID') && subscription === sourceSubscription(tenant);
  return (
    subscription.status === 'Enabled' &&
    !subscription.isTrial &&
    subscription.ownerTenantId === null &&
    !isPrepaid &&
    !hasPendingOrder(tenant)
  );
}
