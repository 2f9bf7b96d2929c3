const link = (uri: string) => ({ uri, method: 'GET', headers: [] });

/** Where the product, SKU and availability of a catalog item are; nothing of an older offer, whose id is a GUID. */
export function catalogueLinks(catalogItemId: string, country: string): Record<string, ReturnType<typeof link>> {
  const [product, sku, availability] = catalogItemId.split(':');
  if (sku === undefined) return {};
  const at = (path: string) => link(`/products/${product}${path}?country=${country}`);
  return { product: at(''), sku: at(`/skus/${sku}`), availability: at(`/skus/${sku}/availabilities/${availability}`) };
}
