import { leanFetch, partnerCenterCommerce } from '../../../src/microsoft/index.js';
import type { Commerce, OrderRequest } from '../../../src/upgrade/ports.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { type AnsweringServer, answeringServer, type Reply, type Seen } from '../answering-server.js';

const usually = new Date('2026-03-02T10:00:00Z');
export const e5Item = 'CFQ7TTC0LF8S:0002:CFQ7TTC0E5E5';
export const e3Item = 'CFQ7TTC0LF8R:0001:CFQ7TTC0E3E3';

/** Answers by `METHOD path` (below the customer, without the query); undefined answers 404. */
export type Answers = (route: string, request: Seen, nth: number) => Reply | undefined;

export async function connectedCommerce(
  answers: Answers,
  now: Date = usually,
): Promise<{ commerce: Commerce; server: AnsweringServer }> {
  let guids = 0;
  const server = await answeringServer((request, nth) => {
    const path = request.url.replace(/^\/v1\/customers\/[^/]+/, '').replace(/\?.*/, '');
    return (
      answers(`${request.method} ${path}`, request, nth) ?? {
        status: 404,
        body: { code: 404, description: 'Not found' },
      }
    );
  });
  const commerce = partnerCenterCommerce({
    baseUrl: server.url,
    partnerTenantId: 'partner',
    tokens: async (tenantId) => `token-of-${tenantId}`,
    fetch: leanFetch,
    newGuid: () => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`,
    sleep: async () => undefined,
    now: () => now,
  });
  return { commerce, server };
}

/** The subscription to upgrade, as Graph gives it. */
export const source: Subscription = {
  id: 'graph-id',
  commerceId: 'source',
  sku: 'ENTERPRISEWITHSCAL',
  skuId: '1392051d-0cb9-4b7a-88d5-621fee5e8711',
  status: 'Enabled',
  seats: 25,
  isTrial: false,
  nextLifecycleAt: null,
  ownerTenantId: 'partner',
  services: [],
};

const eligible = (errors: unknown[] = []) => [
  { isEligible: true, transitionType: 'transition_only', errors: [] },
  { isEligible: errors.length === 0, transitionType: 'transition_with_license_transfer', errors },
];

export const eligibilities = {
  items: [
    { catalogItemId: e5Item, title: 'Office 365 E5', quantity: 25, eligibilities: eligible() },
    {
      catalogItemId: e3Item,
      title: 'Office 365  Enterprise E3',
      quantity: 25,
      eligibilities: eligible([{ code: 8, description: 'The target offer was not found.' }]),
    },
    { catalogItemId: 'X:0001:Y', title: 'Visio Plan 2', quantity: 25, eligibilities: eligible() },
  ],
};

export const upgradeOrder: OrderRequest = {
  tenantId: 'customer',
  kind: 'upgrade',
  key: '11111111-1111-4111-8111-111111111111',
  sourceCommerceId: 'source',
  plan: 'ENTERPRISEPREMIUM',
  quantity: 25,
  billingCycle: 'monthly',
  term: 'P1Y',
  payer: undefined,
  attested: false,
  cartId: undefined,
  placedAt: usually,
};

export const purchaseOrder: OrderRequest = { ...upgradeOrder, kind: 'purchase', cartId: 'cart-1' };

/** A catalogue that sells the plan of {@link purchaseOrder} as this item for a year, by what is asked of it. */
export function catalogueOf(catalogItemId = e5Item, ofSku: object = {}): Record<string, Reply> {
  const [product = '', sku = ''] = catalogItemId.split(':');
  const term = (billingCycle: string) => ({ duration: 'P1Y', billingCycle, description: billingCycle });
  return {
    'GET /products': {
      body: { items: [{ id: product, title: 'Office 365 E5', productType: { id: 'OnlineServicesNCE' } }] },
    },
    [`GET /products/${product}/skus`]: { body: { items: [{ id: sku, title: 'Office 365 E5', ...ofSku }] } },
    [`GET /products/${product}/skus/${sku}/availabilities`]: {
      body: {
        items: [
          { catalogItemId, segment: 'commercial', isPurchasable: true, terms: [term('Monthly'), term('Annual')] },
        ],
      },
    },
  };
}
