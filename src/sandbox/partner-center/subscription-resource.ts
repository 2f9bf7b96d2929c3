import { catalogItemIdOf } from '../catalogue/skus.js';
import { isoSeconds, isoTime } from '../iso-time.js';
import { guidFrom } from '../random.js';
import { skuOf } from '../world/service-status.js';
import type { Subscription, SubscriptionStatus, Tenant } from '../world/state.js';
import { cancellationWindowMs, renewalAfter, year } from '../world/terms.js';
import { catalogueLinks } from './catalogue-links.js';
import { selfLink } from './partner-error.js';
import { partnerDay, partnerTime } from './times.js';

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

/** What the purchase is of: a catalog item of the new commerce, or an older offer. */
export function offerIdOf(subscription: Subscription): string {
  const sku = skuOf(subscription);
  return subscription.isLegacy ? guidFrom(`offer|${sku.skuPartNumber}`).toUpperCase() : catalogItemIdOf(sku);
}

/** A purchase of this tenant as Partner Center shows it at `now`. */
export function subscriptionResource(
  { scenario }: Tenant,
  subscription: Subscription,
  now: number,
): Record<string, unknown> {
  const { createdAt, isLegacy } = subscription;
  const termEnd = renewalAfter(subscription, now);
  const offerId = offerIdOf(subscription);
  return {
    id: subscription.commerceId,
    offerId,
    offerName: skuOf(subscription).displayName,
    friendlyName: subscription.friendlyName,
    quantity: subscription.seats,
    unitType: 'Licenses',
    hasPurchasableAddons: false,
    creationDate: isLegacy ? isoTime(createdAt) : partnerTime(createdAt),
    effectiveStartDate: isLegacy ? partnerDay(termEnd - year) : partnerTime(termEnd - year),
    commitmentEndDate: partnerDay(termEnd),
    commitmentEndDateTime: isoSeconds(termEnd),
    status: statuses[subscription.status],
    autoRenewEnabled: subscription.autoRenew,
    isTrial: subscription.isTrial,
    billingType: 'license',
    billingCycle: subscription.billingCycle,
    termDuration: subscription.termDuration,
    isMicrosoftProduct: true,
    attentionNeeded: false,
    actionTaken: false,
    contractType: 'subscription',
    orderId: subscription.orderId,
    links: {
      ...catalogueLinks(offerId, scenario.country),
      ...selfLink(`/subscriptions/${subscription.commerceId}`),
    },
    ...(isLegacy ? ofOlderOffer(subscription) : ofNewCommerce(createdAt)),
  };
}

/** What only a purchase of an older offer tells. */
function ofOlderOffer(subscription: Subscription): Record<string, unknown> {
  return {
    parentSubscriptionId: subscription.parentId,
    actions: ['Cancel', 'Edit'],
    suspensionReasons: subscription.status === 'Suspended' ? ['CustomerCancellation'] : [],
    attributes: { etag: etagOf(subscription), objectType: 'Subscription' },
  };
}

/** What only a purchase of the new commerce tells. It has no etag. */
function ofNewCommerce(createdAt: number): Record<string, unknown> {
  return {
    productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
    cancellationAllowedUntilDate: isoSeconds(createdAt + cancellationWindowMs),
    renewalTermDuration: '',
    partnerId: '',
    publisherName: 'Microsoft Corporation',
    attributes: { objectType: 'Subscription' },
  };
}
