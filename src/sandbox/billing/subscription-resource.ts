import { isoTime } from '../iso-time.js';
import { isProvisioned, skuOf } from '../world/service-status.js';
import type { Subscription, SubscriptionStatus, Tenant } from '../world/state.js';
import { termOf } from '../world/terms.js';
import { isInWindow, windowEnd } from './cancellation-window.js';
import { accountId } from './names.js';
import { payerOf } from './payers.js';
import { billingProductOf } from './products.js';

/** Purchases on the tenant's billing account: not those bought from a partner. */
export function accountSubscriptions({ subscriptions }: Tenant): Subscription[] {
  return subscriptions.filter(({ ownerTenantId }) => ownerTenantId === null);
}

export function subscriptionId(tenant: Tenant, { commerceId }: Subscription): string {
  return `${accountId(tenant)}/billingSubscriptions/${commerceId}`;
}

export function isCancelled(tenant: Tenant, { commerceId, status }: Subscription): boolean {
  return status === 'Suspended' && tenant.cancellations.some(({ id }) => id === commerceId);
}

/** True while a change is under way, or has just been made: no other is taken meanwhile. */
export function isLocked(tenant: Tenant, { commerceId }: Subscription, now: number): boolean {
  return now < (tenant.billing.lockedUntil.get(commerceId) ?? 0);
}

const statuses: Readonly<Record<SubscriptionStatus, string>> = {
  Enabled: 'Active',
  Warning: 'Expired',
  Suspended: 'Suspended',
  LockedOut: 'Disabled',
  Deleted: 'Deleted',
};

export const frequencies: Readonly<Record<string, string>> = { monthly: 'P1M', annual: 'P1Y', triennial: 'P3Y' };

/** A purchase as its billing account shows it at `now`. */
export function subscriptionResource(
  tenant: Tenant,
  subscription: Subscription,
  now: number,
): { id: string; name: string; type: string; properties: Record<string, unknown> } {
  return {
    id: subscriptionId(tenant, subscription),
    name: subscription.commerceId,
    type: 'Microsoft.Billing/billingAccounts/billingSubscriptions',
    properties: subscriptionProperties(tenant, subscription, now),
  };
}

export function subscriptionProperties(
  tenant: Tenant,
  subscription: Subscription,
  now: number,
): Record<string, unknown> {
  const sku = skuOf(subscription);
  const product = billingProductOf(sku);
  const term = termOf(subscription, now);
  const allowedUntil = windowEnd(subscription, now);
  const billingFrequency = frequencies[subscription.billingCycle] ?? 'P1Y';
  const { seats: quantity, termDuration, status } = subscription;
  const reason = isCancelled(tenant, subscription) ? 'Cancelled' : 'PastDue';
  const payer = payerOf(tenant, subscription);
  const cancelledAt = tenant.cancellations.find(({ id }) => id === subscription.commerceId)?.at ?? term.start;
  return {
    autoRenew: subscription.autoRenew ? 'On' : 'Off',
    beneficiaryTenantId: tenant.id,
    beneficiary: { tenantId: tenant.id },
    billingFrequency,
    billingProfileId: payer?.profile.id,
    billingProfileDisplayName: payer?.profile.displayName,
    billingProfileName: payer?.profile.name,
    invoiceSectionId: payer?.section.id,
    invoiceSectionDisplayName: payer?.section.displayName,
    invoiceSectionName: payer?.section.name,
    displayName: subscription.friendlyName,
    productCategory: 'SeatBased',
    productType: sku.displayName,
    ...product,
    skuDescription: sku.displayName,
    purchaseDate: isoTime(subscription.createdAt),
    quantity,
    termDuration,
    termStartDate: isoTime(term.start),
    termEndDate: isoTime(term.end),
    provisioningTenantId: tenant.id,
    status: isCancelled(tenant, subscription) ? 'Cancelled' : statuses[status],
    operationStatus: isLocked(tenant, subscription, now) ? 'LockedForUpdate' : 'None',
    provisioningState: isProvisioned(subscription, now) ? 'Succeeded' : 'Provisioning',
    ...(subscription.autoRenew
      ? {
          renewalTermDetails: { billingFrequency, ...product, termDuration, quantity, termEndDate: isoTime(term.end) },
        }
      : {}),
    suspensionReasons: status === 'Suspended' ? [reason] : [],
    suspensionReasonDetails: status === 'Suspended' ? [{ effectiveDate: isoTime(cancelledAt), reason }] : [],
    systemOverrides: {
      cancellation: isInWindow(subscription, now) ? 'Allowed' : 'NotAllowed',
      ...(allowedUntil === undefined ? {} : { cancellationAllowedEndDate: isoTime(allowedUntil) }),
    },
  };
}
