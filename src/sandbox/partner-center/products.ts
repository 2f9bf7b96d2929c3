import type { ApiCall, ApiRoute } from '../api.js';
import { allSkus, catalogItemIdOf, monthItemIdOf, type Sku } from '../catalogue/skus.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { isSold } from '../world/carts.js';
import { collection, partnerError, selfLink } from './partner-error.js';

/**
 * The catalogue as a customer sees it: products, the SKUs of each, and how each SKU is available.
 * @see https://learn.microsoft.com/partner-center/developer/product-resources (read 2022-12-09)
 */

const view = 'OnlineServices';
const onlySku = '0001';
const product = '/products/:product';

export const productRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/products', run: listProducts },
  { method: 'GET', path: `${product}/skus`, run: withProduct(listSkus) },
  { method: 'GET', path: `${product}/skus/:sku/availabilities`, run: withProduct(listAvailabilities) },
];

const productIdOf = (sku: Sku): string => catalogItemIdOf(sku).split(':')[0] ?? '';

function withProduct(run: (call: ApiCall, sku: Sku) => ApiResponse) {
  return finding(
    ({ tenant, parameters: { product: wanted = '', sku: skuId = onlySku } }: ApiCall) =>
      skuId === onlySku ? sold(tenant).find((sku) => productIdOf(sku) === wanted.toUpperCase()) : undefined,
    () => partnerError(404, '400013', 'The product was not found.'),
  )(run);
}

function sold(tenant: ApiCall['tenant']): Sku[] {
  // The old plan is not sold any more.
  return allSkus.filter((sku) => sku.skuPartNumber !== 'ENTERPRISEWITHSCAL' && isSold(tenant, sku));
}

function listProducts({ tenant, path, query }: ApiCall): ApiResponse {
  const asked = (query.get('targetView') ?? '').toLowerCase();
  if (asked !== view.toLowerCase())
    return partnerError(400, '400018', `The sandbox offers the target view ${view} alone.`);
  const items = sold(tenant).map((sku) => ({
    id: productIdOf(sku),
    title: sku.displayName,
    description: sku.displayName,
    productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
    isMicrosoftProduct: true,
    publisherName: 'Microsoft Corporation',
    links: { skus: selfLink(`${path}/${productIdOf(sku)}/skus`).self, ...selfLink(`${path}/${productIdOf(sku)}`) },
  }));
  return collection(items, path);
}

function listSkus({ tenant, path }: ApiCall, sku: Sku): ApiResponse {
  const { attestation } = tenant.scenario.catalogue;
  const resource = {
    id: onlySku,
    productId: productIdOf(sku),
    title: sku.displayName,
    description: sku.displayName,
    minimumQuantity: 1,
    maximumQuantity: 10_000_000,
    isTrial: false,
    supportedBillingCycles: ['annual', 'monthly'],
    purchasePrerequisites: [],
    inventoryVariables: [],
    provisioningVariables: [],
    dynamicAttributes: { isAddon: false, provisioningId: sku.skuId },
    ...(attestation ? { attestationProperties: { attestationType: 'partnerOnRecord', enforceAttestation: true } } : {}),
    links: { availabilities: selfLink(`${path}/${onlySku}/availabilities`).self, ...selfLink(`${path}/${onlySku}`) },
  };
  return collection([resource], path);
}

function listAvailabilities({ tenant, path }: ApiCall, sku: Sku): ApiResponse {
  const { oneMonth } = tenant.scenario.catalogue;
  const year = [termOf('P1Y', 'Monthly'), termOf('P1Y', 'Annual'), termOf('P3Y', 'Triennial')];
  const items = [
    // Schools buy at a price of their own, which is no price for a business.
    availability(tenant, sku, `${catalogItemIdOf(sku).slice(0, -4)}EDU1`, 'education', year),
    availability(tenant, sku, catalogItemIdOf(sku), 'commercial', year),
    ...(oneMonth ? [availability(tenant, sku, monthItemIdOf(sku), 'commercial', [termOf('P1M', 'Monthly')])] : []),
  ];
  return collection(items, path);
}

const termOf = (duration: string, billingCycle: string) => ({
  duration,
  billingCycle,
  description: `${duration}, ${billingCycle}`,
});

function availability(
  { scenario }: ApiCall['tenant'],
  sku: Sku,
  catalogItemId: string,
  segment: string,
  terms: readonly unknown[],
) {
  return {
    id: catalogItemId.split(':')[2],
    productId: productIdOf(sku),
    skuId: onlySku,
    catalogItemId,
    defaultCurrency: { code: scenario.currency, symbol: scenario.currency },
    segment,
    country: scenario.country,
    isPurchasable: true,
    isRenewable: true,
    terms,
  };
}
