import { z } from 'zod';
import { comparableTitle, titleOfPlan } from '../plan-title.js';
import type { Billing } from './client.js';
import { inPath, nameIn, sameId } from './resource-id.js';
import { purchaseMeaning } from './words.js';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** One purchase as the billing account has it. Texts that Microsoft leaves out are empty. */
export type BillingSubscription = z.infer<typeof billingSubscriptionSchema>;

export const billingSubscriptionSchema = z
  .object({
    id: text,
    name: text,
    properties: z
      .object({
        subscriptionId: text,
        provisioningTenantId: text,
        billingProfileId: text,
        invoiceSectionId: text,
        skuDescription: text,
        productType: text,
        productTypeId: text,
        skuId: text,
        quantity: z.number().nullish(),
        status: text,
        operationStatus: text,
        autoRenew: text,
        termEndDate: text,
        systemOverrides: z.object({ cancellation: text, cancellationAllowedEndDate: text }).nullish(),
      })
      .nullish(),
  })
  // Anything would be a purchase otherwise, of which nothing is told.
  .refine(({ id, name }) => id !== '' || name !== '')
  .transform(({ id, name, properties }) => ({ name: name || nameIn(id), ...(properties ?? nothingTold) }));

const nothingTold = {
  subscriptionId: '',
  provisioningTenantId: '',
  billingProfileId: '',
  invoiceSectionId: '',
  skuDescription: '',
  productType: '',
  productTypeId: '',
  skuId: '',
  quantity: undefined,
  status: '',
  operationStatus: '',
  autoRenew: '',
  termEndDate: '',
  systemOverrides: undefined,
};

/**
 * The tenant's purchases on the account, also those that have ended. An account may serve several tenants: what is
 * provisioned to another one is left out.
 * @throws PortError also when the list cannot be read whole
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/list-by-billing-account
 */
export async function listSubscriptions(
  billing: Billing,
  tenantId: string,
  account: string,
): Promise<BillingSubscription[]> {
  const path = `${account}/billingSubscriptions?includeDeleted=true&top=50`;
  const doing = 'listing the subscriptions of the billing account';
  const all = await billing.list({ tenantId, path, doing }, billingSubscriptionSchema);
  return all.filter((one) => isOfTenant(one, tenantId));
}

/**
 * One purchase as it is now; undefined when the account has none of that name for the tenant.
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/get
 */
export async function readSubscription(
  billing: Billing,
  tenantId: string,
  account: string,
  name: string,
): Promise<BillingSubscription | undefined> {
  const path = `${account}/billingSubscriptions/${inPath(name)}`;
  const doing = 'reading a subscription of the billing account';
  const found = await billing.getIfThere({ tenantId, path, doing }, billingSubscriptionSchema);
  return found && isOfTenant(found, tenantId) ? found : undefined;
}

function isOfTenant({ provisioningTenantId }: BillingSubscription, tenantId: string): boolean {
  return provisioningTenantId === '' || sameId(provisioningTenantId, tenantId);
}

/** Whether the purchase goes by this id, either as billing names it or as the other commerce systems do. */
export function goesBy({ name, subscriptionId }: BillingSubscription, id: string): boolean {
  return sameId(name, id) || sameId(subscriptionId, id);
}

export function hasEnded({ status }: BillingSubscription): boolean {
  return purchaseMeaning(status) === 'ended';
}

/** Whether the purchase is of a plan (a skuPartNumber); billing names plans only by their titles. */
export function isOfPlan({ skuDescription, productType }: BillingSubscription, sku: string): boolean {
  const title = titleOfPlan(sku);
  return comparableTitle(skuDescription) === title || comparableTitle(productType) === title;
}
