import { skuWithId } from '../catalogue/skus.js';
import type { BillingAlias } from '../world/billing-state.js';
import type { Order, Subscription, Tenant } from '../world/state.js';
import { accountId } from './names.js';
import { billingProductOf } from './products.js';
import { frequencies, subscriptionId, subscriptionProperties } from './subscription-resource.js';

/** The order that the alias was bought with. */
export function orderOf(tenant: Tenant, { orderId, name }: BillingAlias): Order {
  const order = tenant.orders.find(({ id }) => id === orderId);
  if (!order) throw new Error(`the order of alias ${name} is gone`);
  return order;
}

/** What the alias stands for; undefined until the order was accepted. */
export function boughtBy(tenant: Tenant, alias: BillingAlias): Subscription | undefined {
  const commerceId = orderOf(tenant, alias).lines[0]?.subscriptionId;
  return tenant.subscriptions.find((subscription) => subscription.commerceId === commerceId);
}

/** A purchase by the name its buyer gave it, as it is at `now`. */
export function aliasResource(tenant: Tenant, alias: BillingAlias, now: number): Record<string, unknown> {
  const subscription = boughtBy(tenant, alias);
  return {
    id: `${accountId(tenant)}/billingSubscriptionAliases/${alias.name}`,
    name: alias.name,
    type: 'Microsoft.Billing/billingAccounts/billingSubscriptionAliases',
    properties: subscription
      ? {
          ...subscriptionProperties(tenant, subscription, now),
          billingSubscriptionId: subscriptionId(tenant, subscription),
        }
      : unfulfilled(tenant, alias),
  };
}

function unfulfilled(tenant: Tenant, alias: BillingAlias): Record<string, unknown> {
  const order = orderOf(tenant, alias);
  const [line] = order.lines;
  const sku = line && skuWithId(line.skuId);
  const isDeclined = order.status === 'cancelled';
  return {
    displayName: alias.displayName,
    ...(sku ? { ...billingProductOf(sku), skuDescription: sku.displayName, productType: sku.displayName } : {}),
    ...(line
      ? {
          quantity: line.quantity,
          termDuration: line.termDuration,
          billingFrequency: frequencies[line.billingCycle] ?? 'P1Y',
        }
      : {}),
    provisioningTenantId: tenant.id,
    status: isDeclined ? 'Failed' : 'Other',
    operationStatus: isDeclined ? 'None' : 'LockedForUpdate',
    provisioningState: isDeclined ? 'Failed' : 'Pending',
  };
}
