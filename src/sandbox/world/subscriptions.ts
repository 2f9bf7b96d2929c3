import { skuWithId } from '../catalogue/skus.js';
import { day, parseDuration } from '../duration.js';
import { countingUnlicensed } from './holding.js';
import { isUsable, partNumber } from './seats.js';
import type { Subscription, SubscriptionStatus, Tenant } from './state.js';
import { renewalAfter } from './terms.js';
import { newId, schedule } from './time.js';

/** Days in which a suspended subscription can be taken back: bought through a partner, and bought directly. */
export const suspendedDays = { throughPartner: 120, direct: 90 } as const;

type NewSubscription = Pick<Subscription, 'skuId' | 'seats' | 'createdAt' | 'orderId' | 'isLegacy'> &
  Partial<Subscription>;

/** Adds a purchase to the tenant. Unless told otherwise it is in order and set up from the start. */
export function addSubscription(tenant: Tenant, wanted: NewSubscription): Subscription {
  const subscription: Subscription = {
    id: newId(tenant, 'subscription'),
    commerceId: newId(tenant, 'commerce'),
    termDuration: 'P1Y',
    billingCycle: 'annual',
    status: 'Enabled',
    isTrial: false,
    autoRenew: !wanted.isLegacy,
    friendlyName: skuWithId(wanted.skuId)?.displayName ?? wanted.skuId,
    endsAt: null,
    ownerTenantId: null,
    parentId: null,
    provisionedAt: wanted.createdAt,
    stuckPlans: [],
    pendingPlans: tenant.scenario.pending,
    version: 1,
    ...wanted,
  };
  tenant.subscriptions.push(subscription);
  if (!subscription.autoRenew && !subscription.isLegacy) setRenewal(tenant, subscription, false, tenant.now);
  return subscription;
}

/** How long the services of a new purchase take to be set up, in milliseconds. */
export function provisioningMs(tenant: Tenant): number {
  return parseDuration(tenant.scenario.provisioningDelay) ?? 0;
}

export function attachedAddOns(tenant: Tenant, subscription: Subscription): Subscription[] {
  return tenant.subscriptions.filter((other) => other.parentId === subscription.commerceId && isUsable(other));
}

/**
 * Ends a purchase: `Suspended` can be taken back for `keptDays`, `Deleted` cannot. What hangs on it ends with it, and
 * people keep licences that give no service any more.
 */
export function endSubscription(
  tenant: Tenant,
  subscription: Subscription,
  status: 'Suspended' | 'Deleted',
  by: string,
  at: number,
  keptDays: number = suspendedDays.throughPartner,
): void {
  countingUnlicensed(tenant, () => {
    for (const ended of [subscription, ...attachedAddOns(tenant, subscription)]) {
      setStatus(ended, status);
      tenant.cancellations.push({ id: ended.commerceId, sku: partNumber(ended.skuId), at, by });
    }
  });
  if (status !== 'Suspended') return;
  const { version } = subscription;
  schedule(tenant, at + keptDays * day, () => {
    if (subscription.version === version) setStatus(subscription, 'Deleted');
  });
}

/** After its last term: how long people keep their services, and how long what is theirs is kept after that, in days. */
const expiredDays = { inGrace: 30, disabled: 90 } as const;

/**
 * Switches renewal on or off. One that is not renewed expires at the end of its term.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires (read 2026-11)
 */
export function setRenewal(tenant: Tenant, subscription: Subscription, autoRenew: boolean, now: number): void {
  subscription.autoRenew = autoRenew;
  subscription.version += 1;
  if (!autoRenew) schedule(tenant, renewalAfter(subscription, now), (at) => expire(tenant, subscription, at));
}

function expire(tenant: Tenant, subscription: Subscription, at: number): void {
  if (subscription.autoRenew || subscription.status !== 'Enabled') return;
  const disabledAt = at + expiredDays.inGrace * day;
  const deletedAt = disabledAt + expiredDays.disabled * day;
  setStatus(subscription, 'Warning');
  subscription.endsAt = disabledAt;
  schedule(tenant, disabledAt, () => {
    if (subscription.status !== 'Warning') return;
    countingUnlicensed(tenant, () => setStatus(subscription, 'Suspended'));
    subscription.endsAt = deletedAt;
  });
  schedule(tenant, deletedAt, () => {
    if (subscription.status === 'Suspended') setStatus(subscription, 'Deleted');
  });
}

export function setStatus(subscription: Subscription, status: SubscriptionStatus): void {
  subscription.status = status;
  subscription.version += 1;
}
