import { guidFrom } from '../random.js';
import { type Sku, skuRows } from './sku-rows.js';

export type { ServicePlan, Sku } from './sku-rows.js';

const byPartNumber = new Map(skuRows.map((sku) => [sku.skuPartNumber, sku]));
const byId = new Map(skuRows.map((sku) => [sku.skuId, sku]));

/** The plans an Office 365 E4 subscription may be changed to (Microsoft's "important information for E4 customers"). */
export const targetSkus = ['ENTERPRISEPREMIUM', 'SPE_E5', 'SPE_E5_NOPSTNCONF', 'ENTERPRISEPACK', 'SPE_E3'] as const;

/** The product with this part number. Throws when the catalogue has none. */
export function skuNamed(skuPartNumber: string): Sku {
  const sku = byPartNumber.get(skuPartNumber);
  if (!sku) throw new Error(`no product ${skuPartNumber} in the catalogue`);
  return sku;
}

export function isSkuName(skuPartNumber: string): boolean {
  return byPartNumber.has(skuPartNumber);
}

/** The product with this id, in any letter case. */
export function skuWithId(skuId: string): Sku | undefined {
  return byId.get(skuId.toLowerCase());
}

/** Plans that serve the organization and are never waited for by a person's licence. */
const companyPlans = new Set(['INTUNE_O365', 'M365_LIGHTHOUSE_CUSTOMER_PLAN1', 'M365_LIGHTHOUSE_PARTNER_PLAN1']);

export function appliesTo(planName: string): 'User' | 'Company' {
  return companyPlans.has(planName) ? 'Company' : 'User';
}

/** Intune for Office 365 waits for an admin to activate it, also in a subscription that is ready. */
export function staysPendingActivation(planName: string): boolean {
  return planName === 'INTUNE_O365';
}

/** True when every service of the add-on is also in the plan, so that an upgrade removes the add-on. */
export function isCoveredBy(addOn: Sku, plan: Sku): boolean {
  const included = new Set(plan.plans.map(({ id }) => id));
  return addOn.plans.every(({ id, name }) => name === 'EXCHANGE_S_FOUNDATION' || included.has(id));
}

const productCode = (text: string) => guidFrom(`product|${text}`).replaceAll('-', '').toUpperCase();

/** Partner Center's id of what is bought, `product:sku:availability`; the same in every tenant. */
export function catalogItemIdOf(sku: Sku): string {
  const code = productCode(sku.skuPartNumber);
  return `CFQ7TTC0${code.slice(0, 4)}:0001:CFQ7TTC0${code.slice(4, 8)}`;
}

const byCatalogItem = new Map(skuRows.map((sku) => [catalogItemIdOf(sku), sku]));

export function skuOfCatalogItem(catalogItemId: string): Sku | undefined {
  return byCatalogItem.get(catalogItemId);
}
