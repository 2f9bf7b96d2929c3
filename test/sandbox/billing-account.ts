import { type BillingProduct, billingProducts } from '../../src/sandbox/billing/products.js';
import { type Answer, type Ask, type Json, type OpenSandbox, tenantId } from './support.js';

const version = 'api-version=2024-04-01';
export const billing = '/providers/Microsoft.Billing';

export function productOf(sku: string): BillingProduct {
  const product = billingProducts[sku];
  if (!product) throw new Error(`no product for ${sku}`);
  return product;
}

/** A caller of the tenant's billing account. */
export async function billingAccount(sandbox: OpenSandbox, tenant = tenantId) {
  const call = async (path: string, ask: Ask = {}): Promise<Answer> => {
    const Authorization = `Bearer ${await sandbox.token(tenant, 'https://management.azure.com')}`;
    return sandbox.call(path.replace(sandbox.url, ''), { ...ask, headers: { Authorization, ...ask.headers } });
  };
  const at = (path: string, ask: Ask = {}) => call(`${path}${path.includes('?') ? '&' : '?'}${version}`, ask);
  const account: string = (await at(`${billing}/billingAccounts`)).body.value[0]?.id ?? '';
  const named = async (name: string): Promise<Json> => {
    const { value } = (await at(`${account}/billingSubscriptions?includeDeleted=true`)).body;
    return value.find(({ properties }: Json) => properties.skuDescription === name);
  };
  return {
    account,
    /** Asks for an address as it was given, api-version and all. */
    call,
    /** Asks for a path with the api-version added. */
    at,
    /** The subscription with this display name. */
    named,
    buy: (alias: string, sku: string, quantity: number, extra: Record<string, unknown> = {}) =>
      at(`${account}/billingSubscriptionAliases/${alias}`, {
        method: 'PUT',
        body: {
          properties: {
            ...productOf(sku),
            quantity,
            billingFrequency: 'P1M',
            termDuration: 'P1Y',
            displayName: 'Bought here',
            ...extra,
          },
        },
      }),
    patch: (id: string, properties: Record<string, unknown>) => at(id, { method: 'PATCH', body: { properties } }),
    cancel: (id: string) => at(id, { method: 'DELETE' }),
    /** Where a 202 says that its outcome will be. */
    outcome: (answer: Answer) => call(answer.headers.get('location') ?? ''),
  };
}

export type BillingAccount = Awaited<ReturnType<typeof billingAccount>>;
