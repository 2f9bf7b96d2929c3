import { catalogItemIdOf } from '../catalogue/skus.js';
import { isoTime } from '../iso-time.js';
import { guidFrom } from '../random.js';
import { skuOf } from '../world/service-status.js';
import type { Subscription, SubscriptionStatus, Tenant } from '../world/state.js';
import { cancellationWindowMs, renewalAfter, year } from '../world/terms.js';
import { selfLink } from './partner-error.js';

/** Purchases this partner may see: not those bought from somebody else, nor those on another kind of agreement. */
export function visibleSubscriptions({ scenario, subscriptions }: Tenant): Subscription[] {
  if (scenario.commerce !== 'partner-center') return [];
  return subscriptions.filter(({ ownerTenantId }) => ownerTenantId === null);
}

export function etagOf({ commerceId, version }: Subscription): string {
  return Buffer.from(`${commerceId.slice(0, 8)}:${version}`).toString('base64');
}

const statuses: Readonly<Record<SubscriptionStatus, string>> = {
  Enabled: 'active',
  Warning: 'expired',
  Suspended: 'suspended',
  LockedOut: 'disabled',
  Deleted: 'deleted',
};

/** A purchase as Partner Center shows it at `now`. */
export function subscriptionResource(subscription: Subscription, now: number): Record<string, unknown> {
  const sku = skuOf(subscription);
  const { createdAt, isLegacy, status } = subscription;
  const termEnd = renewalAfter(subscription, now);
  const uri = `/subscriptions/${subscription.commerceId}`;
  return {
    id: subscription.commerceId,
    offerId: isLegacy ? guidFrom(`offer|${sku.skuPartNumber}`).toUpperCase() : catalogItemIdOf(sku),
    offerName: sku.displayName,
    friendlyName: subscription.friendlyName,
    quantity: subscription.seats,
    unitType: 'Licenses',
    parentSubscriptionId: subscription.parentId,
    hasPurchasableAddons: false,
    creationDate: isoTime(createdAt),
    effectiveStartDate: isoTime(termEnd - year),
    commitmentEndDate: isoTime(termEnd),
    cancellationAllowedUntilDate: isLegacy ? null : isoTime(createdAt + cancellationWindowMs),
    status: statuses[status],
    autoRenewEnabled: subscription.autoRenew,
    isTrial: subscription.isTrial,
    billingType: 'license',
    billingCycle: subscription.billingCycle,
    actions: ['edit', 'cancel'],
    termDuration: subscription.termDuration,
    isMicrosoftProduct: true,
    attentionNeeded: false,
    actionTaken: false,
    suspensionReasons: status === 'Suspended' ? ['customer_cancellation'] : [],
    contractType: 'subscription',
    orderId: subscription.orderId,
    links: selfLink(uri),
    attributes: { etag: etagOf(subscription), objectType: 'Subscription' },
  };
}
