import { skuWithId } from '../catalogue/skus.js';
import type { Licence, Subscription, Tenant } from './state.js';

/** True while the subscription's licences give service: in order, or in the grace period after it ran out. */
export function isUsable({ status }: Subscription): boolean {
  return status === 'Enabled' || status === 'Warning';
}

export function subscriptionsOf(tenant: Tenant, skuId: string): Subscription[] {
  return tenant.subscriptions.filter((subscription) => subscription.skuId === skuId);
}

export function usableSubscriptions(tenant: Tenant, skuId: string): Subscription[] {
  return subscriptionsOf(tenant, skuId).filter(isUsable);
}

/** Seats that people may be given. */
export function seatsOf(tenant: Tenant, skuId: string): number {
  return usableSubscriptions(tenant, skuId).reduce((sum, { seats }) => sum + seats, 0);
}

export function consumedOf(tenant: Tenant, skuId: string): number {
  return tenant.consumed.get(skuId) ?? 0;
}

/** A licence in error takes no seat and gives no service. */
export function takesSeat({ state }: Licence): boolean {
  return state !== 'Error';
}

/** Ids of the SKUs of which these licences take a seat; held twice, it is one seat. */
export function skusHeld(licences: readonly Licence[]): Set<string> {
  return new Set(licences.filter(takesSeat).map(({ skuId }) => skuId));
}

/** How the people who hold a SKU are spread over its subscriptions: the oldest that works is filled first. */
export function consumedBySubscription(tenant: Tenant): Map<string, number> {
  const spread = new Map<string, number>();
  for (const skuId of new Set(tenant.subscriptions.map((subscription) => subscription.skuId))) {
    const usable = usableSubscriptions(tenant, skuId);
    const candidates =
      usable.length > 0 ? usable : subscriptionsOf(tenant, skuId).filter(({ status }) => status !== 'Deleted');
    let left = consumedOf(tenant, skuId);
    candidates.forEach((subscription, index) => {
      const isLast = index === candidates.length - 1;
      const taken = isLast ? left : Math.min(left, subscription.seats);
      spread.set(subscription.id, taken);
      left -= taken;
    });
  }
  return spread;
}

/** How many of a subscription's seats people take. */
export function assignedOf(tenant: Tenant, { id }: Subscription): number {
  return consumedBySubscription(tenant).get(id) ?? 0;
}

export function partNumber(skuId: string): string {
  return skuWithId(skuId)?.skuPartNumber ?? skuId;
}
