import { z } from 'zod';
import { displayName } from '../../upgrade/plans/plans.js';
import { type OrderRequest, type OrderStatus, PortError } from '../../upgrade/ports.js';
import { readBody } from '../http.js';
import { plainWord } from '../words.js';
import type { Billing } from './client.js';
import { pathsOf, payerNamed } from './payer-id.js';
import type { ProductIds } from './product-ids.js';
import { inPath, nameIn, sameId } from './resource-id.js';
import { provisioningMeaning, purchaseMeaning } from './words.js';

const text = z.string().nullish();

const aliasSchema = z.object({
  name: text,
  properties: z.object({
    provisioningTenantId: text,
    billingSubscriptionId: text,
    provisioningState: text,
    status: text,
    suspensionReasonDetails: z.array(z.object({ reason: text })).nullish(),
  }),
});

const billingFrequency = { monthly: 'P1M', annual: 'P1Y' } as const;

/**
 * Buys seats. The alias is named by the order's key, so that the same order sent again is the same purchase.
 * @throws PortError `unknownOutcome` when no answer came: {@link findPurchase} tells
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions-aliases/create-or-update
 */
export async function buy(
  billing: Billing,
  account: string,
  order: OrderRequest,
  product: ProductIds,
): Promise<OrderStatus> {
  const doing = 'buying licences';
  const properties = {
    billingFrequency: billingFrequency[order.billingCycle],
    displayName: displayName(order.plan),
    productTypeId: product.productTypeId,
    skuId: product.skuId,
    quantity: order.quantity,
    termDuration: order.term,
    ...billedBy(account, order),
  };
  const path = aliasPath(account, order);
  const answer = await billing.change({ tenantId: order.tenantId, method: 'PUT', path, body: { properties }, doing });
  if (answer.status === 202) return { is: 'inProgress' };
  const alias = readBody({ service: 'billing', kind: 'write', doing }, answer.body, aliasSchema);
  // Whether this one was taken, another's answer does not tell: reading does.
  if (!isOf(order, alias))
    throw new PortError({ is: 'unknownOutcome' }, `${doing} (the answer is of another purchase)`, {
      service: 'billing',
    });
  return statusOf(alias);
}

/** The profile and section that pay, by their whole ids. */
function billedBy(account: string, { payer }: OrderRequest) {
  if (payer === undefined) return {};
  const { profile, section } = pathsOf(account, payerNamed(payer));
  return { billingProfileId: profile, ...(section === undefined ? {} : { invoiceSectionId: section }) };
}

/**
 * Reads where a purchase stands.
 * @returns `notFound` when the account never took it
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions-aliases/get
 */
export async function findPurchase(billing: Billing, account: string, order: OrderRequest): Promise<OrderStatus> {
  const doing = 'reading the purchase';
  const request = { tenantId: order.tenantId, path: aliasPath(account, order), doing };
  const alias = await billing.getIfThere(request, aliasSchema);
  if (!alias) return { is: 'notFound' };
  // That it is there under this name and another's is no word on whether it was bought.
  if (!isOf(order, alias)) {
    throw new PortError({ is: 'unreachable' }, `${doing} (the answer is of another purchase)`, { service: 'billing' });
  }
  return statusOf(alias);
}

function aliasPath(account: string, order: OrderRequest): string {
  return `${account}/billingSubscriptionAliases/${inPath(order.key)}`;
}

type Alias = z.infer<typeof aliasSchema>;

/** Whether the answer is of this order, of its own tenant; what is left out is taken to be. */
function isOf({ key, tenantId }: OrderRequest, { name, properties }: Alias): boolean {
  const { provisioningTenantId } = properties;
  return (!name || sameId(name, key)) && (!provisioningTenantId || sameId(provisioningTenantId, tenantId));
}

function statusOf({ properties }: Alias): OrderStatus {
  const { billingSubscriptionId, provisioningState, status } = properties;
  const provisioning = provisioningState ? provisioningMeaning(provisioningState) : undefined;
  if (provisioning === 'failed') return declined(properties, provisioningState ?? '');
  if (plainWord(status ?? '') === 'failed') return declined(properties, status ?? '');
  if (provisioningState && !provisioning) return { is: 'unclear', word: provisioningState };
  // Microsoft may leave the state out; a subscription that is active has been set up.
  const done = provisioning ? provisioning === 'done' : purchaseMeaning(status ?? '') === 'active';
  if (!done) return { is: 'inProgress' };
  return { is: 'completed', commerceId: billingSubscriptionId ? nameIn(billingSubscriptionId) : undefined };
}

function declined({ suspensionReasonDetails }: Alias['properties'], failure: string): OrderStatus {
  const reasons = (suspensionReasonDetails ?? []).flatMap(({ reason }) => reason || []);
  const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
  return { is: 'declined', code: failure, text: `Microsoft did not carry the purchase out: ${failure}${why}` };
}
