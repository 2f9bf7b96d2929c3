import { billingAccountCommerce } from '../../../src/microsoft/index.js';
import type { Commerce, OrderRequest } from '../../../src/upgrade/ports.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { type AnsweringServer, answeringServer, type Reply, type Seen } from '../answering-server.js';

const now = new Date('2026-03-02T10:00:00Z');
export const tenantId = '3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01';
export const account = '1a2b3c4d-0000-4000-8000-00000000aaaa:5e6f7a8b-0000-4000-8000-00000000bbbb_2019-05-31';
export const accountPath = `/providers/Microsoft.Billing/billingAccounts/${account}`;
export const e5Product = { productTypeId: 'CFQ7TTC0LF8S', skuId: '0001' };

/** Answers by `METHOD path` below the account (the whole path elsewhere), without the query; undefined answers 404. */
export type Answers = (route: string, request: Seen, nth: number) => Reply | undefined;

type Options = Partial<Parameters<typeof billingAccountCommerce>[0]>;

export async function connectedCommerce(
  answers: Answers,
  options: Options = {},
): Promise<{ commerce: Commerce; server: AnsweringServer; slept: number[] }> {
  const slept: number[] = [];
  const server = await answeringServer((request, nth) => {
    const path = decodeURIComponent(request.url.replace(/\?.*/, '')).replace(`${accountPath}/`, '/');
    return answers(`${request.method} ${path}`, request, nth) ?? failed(404, 'ResourceNotFound', 'Not found');
  });
  const commerce = billingAccountCommerce({
    baseUrl: server.url,
    billingAccountId: account,
    tokens: async (tenant, scope) => `token-of-${tenant}-for-${scope}`,
    fetch,
    sleep: async (ms) => void slept.push(ms),
    now: () => now,
    ...options,
  });
  return { commerce, server, slept };
}

export function failed(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, target: null, details: [] } } };
}

/** A subscription as the account gives it. */
export function billed(name: string, properties: Record<string, unknown> = {}) {
  return {
    id: `${accountPath}/billingSubscriptions/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingSubscriptions',
    properties: {
      provisioningTenantId: tenantId,
      billingProfileId: `${accountPath}/billingProfiles/AAAA-BBBB`,
      skuDescription: 'Office 365 E4',
      productTypeId: 'CFQ7TTC0LF8E',
      skuId: '0001',
      quantity: 25,
      status: 'Active',
      operationStatus: 'None',
      termEndDate: '2027-03-01T00:00:00Z',
      systemOverrides: { cancellation: 'Allowed', cancellationAllowedEndDate: '2026-03-08T00:00:00Z' },
      ...properties,
    },
  };
}

/** A subscription as Graph gives it. */
export function graphRow(row: Partial<Subscription> = {}): Subscription {
  return {
    id: '0b0e5f1a-0000-4000-8000-000000000001',
    commerceId: 'source',
    sku: 'ENTERPRISEWITHSCAL',
    skuId: '1392051d-0cb9-4b7a-88d5-621fee5e8711',
    status: 'Enabled',
    seats: 25,
    isTrial: false,
    nextLifecycleAt: null,
    ownerTenantId: null,
    services: [],
    ...row,
  };
}

export const order: OrderRequest = {
  tenantId,
  kind: 'purchase',
  key: '11111111-1111-4111-8111-111111111111',
  sourceCommerceId: 'source',
  plan: 'ENTERPRISEPREMIUM',
  quantity: 25,
  billingCycle: 'monthly',
  term: 'P1Y',
  payer: undefined,
  attested: false,
  cartId: undefined,
  placedAt: now,
};

export const alias = `/billingSubscriptionAliases/${order.key}`;
