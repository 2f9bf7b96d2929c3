import table from '../../upgrade/plans/catalogue.json' with { type: 'json' };
import { guidFrom } from '../random.js';

/**
 * The products a sandbox tenant may own. What is in them is Microsoft's own table, the very document that the bot reads:
 * it is not the sandbox's to know better.
 */

export interface ServicePlan {
  readonly id: string;
  readonly name: string;
}

export interface Sku {
  readonly skuPartNumber: string;
  readonly skuId: string;
  readonly displayName: string;
  readonly plans: readonly ServicePlan[];
}

const planIds = new Map(table.services.map(({ name, id }) => [name, id]));

/** The id of a service plan by its name. Throws when the catalogue has none. */
export function planIdOf(name: string): string {
  const id = planIds.get(name);
  if (id === undefined) throw new Error(`no service plan ${name} in the catalogue`);
  return id;
}

export function isPlanName(name: string): boolean {
  return planIds.has(name);
}

/** MCOPSTN5 is the part number of two products; what is sold here is the later of them. */
const byPartNumber: ReadonlyMap<string, Sku> = new Map(
  table.products.map(({ sku, skuId, displayName, services }) => [
    sku,
    { skuPartNumber: sku, skuId, displayName, plans: services.map((name) => ({ name, id: planIdOf(name) })) },
  ]),
);

export const allSkus: readonly Sku[] = [...byPartNumber.values()];

const byId = new Map(allSkus.map((sku) => [sku.skuId, sku]));

/** The plans an Office 365 E4 subscription may be changed to (Microsoft's "important information for E4 customers"). */
export const targetSkus = ['ENTERPRISEPREMIUM', 'SPE_E5', 'SPE_E5_NOPSTNCONF', 'ENTERPRISEPACK', 'SPE_E3'] as const;

/** Products that people are given one of to work with: each suite of the catalogue. */
export const suiteSkus: readonly Sku[] = table.products.flatMap(({ sku, kind }) =>
  kind === 'suite' ? (byPartNumber.get(sku) ?? []) : [],
);

/** What can be bought beside what is there: suites, with the plans for E4 first, and Microsoft Teams on its own. */
export function soldBeside(source: string): Sku[] {
  const first = targetSkus.map(skuNamed);
  const teams = table.products.flatMap(({ sku, kind }) => (kind === 'teams' ? (byPartNumber.get(sku) ?? []) : []));
  const sold = [...first, ...suiteSkus.filter((one) => !first.includes(one)), ...teams];
  return sold.filter(({ skuPartNumber }) => skuPartNumber !== source);
}

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

/** The same for a month at a time, which is an availability of its own. */
export function monthItemIdOf(sku: Sku): string {
  const code = productCode(sku.skuPartNumber);
  return `CFQ7TTC0${code.slice(0, 4)}:0001:CFQ7TTC0${code.slice(8, 12)}`;
}

const byCatalogItem = new Map(allSkus.flatMap((sku) => [catalogItemIdOf, monthItemIdOf].map((id) => [id(sku), sku])));

export function skuOfCatalogItem(catalogItemId: string): Sku | undefined {
  return byCatalogItem.get(catalogItemId);
}
