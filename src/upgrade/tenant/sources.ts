import { product, sourceSku } from '../plans/plans.js';
import type { SkuUnits, Subscription, TenantFacts } from './facts.js';
import { whyPassing } from './worth.js';

/** What a tenant has that people can be moved from: its suites with lasting seats. */

/** A suite that people hold. */
export type SourceChoice = {
  sku: string;
  /** Seats that can be assigned. */
  seats: number;
  /** How many people hold it. */
  people: number;
  /** When the first of its purchases moves to its next status unless it is renewed (ISO); null where nobody tells. */
  renewsAt: string | null;
};

/** A product that nothing is known of but what its row says. */
type UnknownProduct = { sku: string; people: number; services: string[] };
export type Unknown = readonly UnknownProduct[];

type Listed = Pick<TenantFacts, 'subscriptions' | 'skus'> & Partial<Pick<TenantFacts, 'passedOver'>>;

/** The suites that people hold and that last, Office 365 E4 first, then those that most people hold. */
export function sourcesIn({ subscriptions, skus, passedOver = [] }: Listed): SourceChoice[] {
  return skus
    .filter(({ sku, assigned }) => isSuite(sku) && assigned > 0 && !passedOver.includes(sku))
    .flatMap((units) => choiceOf(units, subscriptions) ?? [])
    .sort((a, b) => Number(b.sku === sourceSku) - Number(a.sku === sourceSku) || b.people - a.people);
}

/** Products of the tenant that the catalogue lacks: neither left out nor guessed at. Those that most people hold first. */
export function unknownProducts({ skus }: Pick<Listed, 'skus'>): UnknownProduct[] {
  return skus
    .filter(({ sku }) => product(sku) === undefined)
    .map(({ sku, assigned, services }) => ({ sku, people: assigned, services: services.map(({ name }) => name) }))
    .sort((a, b) => b.people - a.people);
}

function choiceOf({ sku, skuId, assigned, enabled, warning }: SkuUnits, subscriptions: readonly Subscription[]) {
  const lasting = subscriptions.filter((one) => one.skuId === skuId && whyPassing(one, undefined, null) === undefined);
  if (lasting.length === 0) return undefined;
  const renewsAt = lasting.flatMap(({ nextLifecycleAt }) => nextLifecycleAt ?? []).sort()[0] ?? null;
  return { sku, seats: enabled + warning, people: assigned, renewsAt };
}

/** A plan that the catalogue lacks may be one; nothing is built on what is not known. */
const isSuite = (sku: string): boolean => product(sku)?.kind === 'suite';
