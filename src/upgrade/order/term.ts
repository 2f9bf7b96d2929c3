import { z } from 'zod';

/**
 * How long a purchase binds, and how often it is billed: two things. A year's term that is billed monthly binds for the
 * year.
 * @see https://learn.microsoft.com/partner-center/developer/product-resources (Term, read 2022-12)
 */

/** How often a purchase is billed. */
export const billingCycleSchema = z.enum(['monthly', 'annual']);
export type BillingCycle = z.infer<typeof billingCycleSchema>;

/** How long a purchase binds, as ISO 8601 duration. Terms of three years are not bought from here. */
export const terms = ['P1M', 'P1Y'] as const;
export const termSchema = z.enum(terms);
export type Term = z.infer<typeof termSchema>;

/** A term that is sold, and how it may be billed. */
export const termSoldSchema = z.object({ term: termSchema, cycles: z.array(billingCycleSchema).min(1) });
export type TermSold = z.infer<typeof termSoldSchema>;

/** What is taken to be sold where nobody tells: a year, billed either way. */
export const yearAlone: readonly TermSold[] = [{ term: 'P1Y', cycles: ['monthly', 'annual'] }];

/** Term and billing cycle together. */
export type Bound = { term: Term; billingCycle: BillingCycle };

/**
 * Term and billing cycle after a change. What was not asked for stays where the two are sold together, and otherwise
 * follows what was.
 * @param asked at most what somebody named
 * @returns undefined when what was asked for is not sold
 */
export function chosenTerm(
  now: Bound,
  asked: { [Part in keyof Bound]?: Bound[Part] | undefined },
  sold: readonly TermSold[],
): Bound | undefined {
  const pairs = sold.flatMap(({ term, cycles }) => cycles.map((billingCycle) => ({ term, billingCycle })));
  const fitting = pairs.filter(
    (pair) =>
      (asked.term === undefined || pair.term === asked.term) &&
      (asked.billingCycle === undefined || pair.billingCycle === asked.billingCycle),
  );
  const likeness = (pair: Bound) => Number(pair.term === now.term) * 2 + Number(pair.billingCycle === now.billingCycle);
  return fitting.sort((one, other) => likeness(other) - likeness(one))[0];
}
