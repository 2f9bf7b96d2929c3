import { z } from 'zod';
import type { BillingCycle, Term } from '../../upgrade/order/term.js';
import { plainWord } from '../words.js';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';

/** One way in which a SKU can be bought. */
export type Available = {
  /** `product:sku:availability`; it may be another one tomorrow. */
  catalogItemId: string;
  term: Term;
  billingCycle: BillingCycle;
};

const availabilitySchema = z
  .object({
    id: z.string().nullish(),
    catalogItemId: z.string().nullish(),
    segment: wordSchema,
    isPurchasable: z.boolean().nullish(),
    terms: z.array(z.object({ duration: wordSchema, billingCycle: wordSchema })).nullish(),
  })
  // Anything would be an availability otherwise, and one that sells nothing.
  .refine(({ id, catalogItemId }) => (id ?? catalogItemId) != null);
type Availability = z.infer<typeof availabilitySchema>;

/** The page shows one availability by itself where the service gives a collection. */
const answerSchema = z
  .union([z.object({ items: z.array(availabilitySchema) }), availabilitySchema.transform((one) => ({ items: [one] }))])
  .transform(({ items }) => items);

/**
 * How a SKU can be bought by a business customer now.
 * @see https://learn.microsoft.com/partner-center/developer/get-a-list-of-availabilities-for-a-sku-by-customer (read 2023-08-23)
 * @throws PortError
 */
export async function readAvailabilities(
  center: PartnerCenter,
  customer: string,
  { productId, skuId }: { productId: string; skuId: string },
): Promise<Available[]> {
  const path = `/products/${encodeURIComponent(productId)}/skus/${encodeURIComponent(skuId)}/availabilities`;
  const answer = await center.get({ customer, path, doing: 'reading how a plan can be bought' }, answerSchema);
  return answer.filter(isForBusiness).flatMap(waysIn);
}

/** Schools, governments and non-profits buy at prices and on terms of their own. */
function isForBusiness({ segment, isPurchasable }: Availability): boolean {
  return isPurchasable !== false && ['', 'commercial'].includes(plainWord(segment));
}

/** Terms that are bought from here; others, such as three years, are left out. */
const termsByDuration: ReadonlyMap<string, Term> = new Map([
  ['p1m', 'P1M'],
  ['p1y', 'P1Y'],
]);
const cyclesByWord: ReadonlyMap<string, BillingCycle> = new Map([
  ['monthly', 'monthly'],
  ['annual', 'annual'],
]);

function waysIn({ catalogItemId, terms }: Availability): Available[] {
  if (!catalogItemId) return [];
  return (terms ?? []).flatMap(({ duration, billingCycle }) => {
    const term = termsByDuration.get(plainWord(duration));
    if (!term) return [];
    const told = cyclesByWord.get(plainWord(billingCycle));
    if (told) return [{ catalogItemId, term, billingCycle: told }];
    // Where the cycle is left out, a month is billed by the month, and a year either way.
    if (plainWord(billingCycle) !== '') return [];
    const cycles: BillingCycle[] = term === 'P1M' ? ['monthly'] : ['monthly', 'annual'];
    return cycles.map((one) => ({ catalogItemId, term, billingCycle: one }));
  });
}
