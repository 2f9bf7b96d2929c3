import { product } from '../../src/upgrade/plans/plans.js';
import type { SkuUnits, Subscription, TenantFacts } from '../../src/upgrade/tenant/facts.js';

/** Facts of tenants for tests: a healthy one with 25 seats of Office 365 E4, 20 assigned, and variations of it. */

function servicesOf(sku: string): Subscription['services'] {
  const services = product(sku)?.services ?? product('ENTERPRISEWITHSCAL')?.services ?? [];
  return services.map(({ id, name }) => ({ id, name, provisioning: 'Success', appliesTo: 'User' as const }));
}

export function aSubscription(change: Partial<Subscription> = {}): Subscription {
  const sku = change.sku ?? 'ENTERPRISEWITHSCAL';
  return {
    id: `sub-${sku}`,
    commerceId: `commerce-${sku}`,
    sku,
    skuId: product(sku)?.skuId ?? `id-of-${sku}`,
    status: 'Enabled',
    seats: 25,
    isTrial: false,
    nextLifecycleAt: null,
    ownerTenantId: null,
    services: servicesOf(sku),
    ...change,
  };
}

export function someUnits(change: Partial<SkuUnits> = {}): SkuUnits {
  const sku = change.sku ?? 'ENTERPRISEWITHSCAL';
  return {
    sku,
    skuId: product(sku)?.skuId ?? `id-of-${sku}`,
    status: 'Enabled',
    assigned: 20,
    enabled: 25,
    warning: 0,
    suspended: 0,
    services: servicesOf(sku),
    ...change,
  };
}

export function aTenant(change: Partial<TenantFacts> = {}): TenantFacts {
  return {
    readAt: new Date('2026-03-02T09:00:00Z'),
    organization: { displayName: 'Contoso', country: 'SE' },
    subscriptions: [aSubscription()],
    skus: [someUnits()],
    alreadyHold: {},
    serviceIssues: [],
    commerce: { is: 'unknown' },
    partnerTenantId: undefined,
    ...change,
  };
}
