import { appliesTo, type Sku, skuWithId, staysPendingActivation } from '../catalogue/skus.js';
import { isUsable, usableSubscriptions } from './seats.js';
import type { Subscription, Tenant } from './state.js';

export interface ServiceStatus {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly provisioningStatus: string;
  readonly appliesTo: string;
}

export function skuOf(subscription: Subscription): Sku {
  const sku = skuWithId(subscription.skuId);
  if (!sku) throw new Error(`subscription ${subscription.id} is of a product outside the catalogue`);
  return sku;
}

/** The services of one purchase and how far each is set up at `now`. What was withdrawn is in no product any more. */
export function serviceStatusOf({ scenario }: Tenant, subscription: Subscription, now: number): ServiceStatus[] {
  const plans = skuOf(subscription).plans.filter(({ name }) => !scenario.withdrawnPlans.includes(name));
  return plans.map(({ id, name }, index) => ({
    servicePlanId: id,
    servicePlanName: name,
    provisioningStatus: statusOf(subscription, name, index, now),
    appliesTo: appliesTo(name),
  }));
}

function statusOf(subscription: Subscription, planName: string, index: number, now: number): string {
  if (subscription.stuckPlans.includes(planName)) return 'PendingProvisioning';
  const pending = subscription.pendingPlans[planName];
  if (pending) return pending;
  if (staysPendingActivation(planName)) return 'PendingActivation';
  if (now < subscription.provisionedAt) return index % 2 === 0 ? 'PendingProvisioning' : 'PendingInput';
  return isUsable(subscription) ? 'Success' : 'Disabled';
}

/** True when everything that people are licensed for is set up. */
export function isProvisioned(subscription: Subscription, now: number): boolean {
  return now >= subscription.provisionedAt && subscription.stuckPlans.length === 0;
}

/** True when some working subscription of the SKU is far enough along to be assigned. */
export function isAssignable(tenant: Tenant, skuId: string, now: number): boolean {
  return usableSubscriptions(tenant, skuId).some(({ provisionedAt }) => now >= provisionedAt);
}
