import { z } from 'zod';
import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { BillingAlias } from '../world/billing-state.js';
import { deliver, hasPendingOrder, mostSeats, placeOrder } from '../world/orders.js';
import { aliasResource, boughtBy, orderOf } from './alias-resource.js';
import { armBadBody, armError } from './arm-error.js';
import { accepted, beginOperation } from './operations.js';
import { changeSubscription } from './patch-subscription.js';
import { type Payer, payerWith, profilesOf } from './payers.js';
import { skuOfBillingProduct } from './products.js';

const schema = z.strictObject({
  properties: z.strictObject({
    productTypeId: z.string(),
    skuId: z.string(),
    quantity: z.int().min(1).max(mostSeats),
    billingFrequency: z.enum(['P1M', 'P1Y']).default('P1Y'),
    termDuration: z.enum(['P1M', 'P1Y']).default('P1Y'),
    displayName: z.string().min(1).max(256).optional(),
    autoRenew: z.enum(['Off', 'On']).optional(),
    beneficiaryTenantId: z.string().optional(),
    provisioningTenantId: z.string().optional(),
    billingProfileId: z.string().optional(),
    invoiceSectionId: z.string().optional(),
  }),
});

type Wanted = z.infer<typeof schema>['properties'];

const retired = new Set(['ENTERPRISEWITHSCAL']);

/**
 * Buys seats under a name of the buyer's. The same name again is the same purchase: nothing is bought twice, and only
 * another quantity changes it.
 */
export function buy(call: ApiCall): ApiResponse {
  const { tenant, now, parameters } = call;
  const name = parameters.alias ?? '';
  if (!/^[A-Za-z0-9-]{1,64}$/.test(name)) return armError(400, 'InvalidAliasName', 'The alias name is not valid.');
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return armBadBody(parsed.error.issues);
  const wanted = parsed.data.properties;
  const alias = tenant.billing.aliases.get(name.toLowerCase());
  if (alias) return boughtBefore(call, alias, wanted);
  const sku = skuOfBillingProduct(wanted);
  if (!sku) return armError(400, 'ProductNotFound', 'There is no product with this productTypeId and skuId.');
  if (retired.has(sku.skuPartNumber)) return armError(400, 'ProductNotAvailable', 'The product is no longer sold.');
  if (wanted.termDuration === 'P1M' && wanted.billingFrequency === 'P1Y') {
    return armError(400, 'BillingFrequencyNotSupported', 'A term of one month is billed monthly.');
  }
  const elsewhere = [wanted.beneficiaryTenantId, wanted.provisioningTenantId].some(
    (id) => id !== undefined && id.toLowerCase() !== tenant.id,
  );
  if (elsewhere) return armError(400, 'InvalidTenant', 'The sandbox provisions into the own tenant only.');
  const payer = payerWith(tenant, wanted.billingProfileId, wanted.invoiceSectionId);
  if (!payer) return armError(400, 'InvalidBillingProfile', 'There is no such billing profile or invoice section.');
  if (wanted.billingProfileId === undefined && profilesOf(tenant).length > 1) {
    return armError(400, 'BillingProfileRequired', 'The account has several billing profiles: name one.');
  }
  if (hasPendingOrder(tenant)) return armError(409, 'OrderInProgress', 'Another order of the account is in progress.');
  return place(call, name, sku.skuId, { ...wanted, payer }, now);
}

function place(call: ApiCall, name: string, skuId: string, wanted: Wanted & { payer: Payer }, at: number): ApiResponse {
  const { tenant } = call;
  const operation = beginOperation(tenant, 'purchase', name);
  const order = placeOrder(tenant, {
    alternateId: name,
    key: name,
    lines: [
      {
        skuId,
        quantity: wanted.quantity,
        billingCycle: wanted.billingFrequency === 'P1M' ? 'monthly' : 'annual',
        termDuration: wanted.termDuration,
      },
    ],
    at,
    onAccepted: (placed, due) => {
      for (const subscription of deliver(tenant, placed, due)) {
        subscription.friendlyName = wanted.displayName ?? subscription.friendlyName;
        subscription.autoRenew = wanted.autoRenew !== 'Off';
      }
      const bought = tenant.billing.aliases.get(name.toLowerCase());
      operation.outcome = { status: 200, body: bought && aliasResource(tenant, bought, due) };
    },
    onDeclined: () => {
      operation.outcome = armError(400, 'CreditCheckDeclined', 'The order was declined after the credit check.');
    },
  });
  const { profile, section } = wanted.payer;
  const payer = { profileId: profile.id, sectionId: section.id };
  const alias: BillingAlias = { name, displayName: wanted.displayName ?? name, orderId: order.id, payer };
  tenant.billing.aliases.set(name.toLowerCase(), alias);
  return order.status === 'pending'
    ? accepted(call, operation)
    : { status: 201, body: aliasResource(tenant, alias, at) };
}

function boughtBefore(call: ApiCall, alias: BillingAlias, wanted: Wanted): ApiResponse {
  const { tenant, now } = call;
  const [line] = orderOf(tenant, alias).lines;
  if (skuOfBillingProduct(wanted)?.skuId !== line?.skuId) {
    return armError(409, 'AliasAlreadyExists', 'The alias stands for another product.');
  }
  const subscription = boughtBy(tenant, alias);
  if (subscription && wanted.quantity !== subscription.seats) {
    const changed = changeSubscription(call, subscription, { quantity: wanted.quantity });
    if (changed.status !== 200) return changed;
  }
  return { status: 200, body: aliasResource(tenant, alias, now) };
}
