import { z } from 'zod';
import { type TermSold, termSoldSchema, yearAlone } from './term.js';

/** What the commerce says of ordering a plan, before anything is ordered. */

/** Why an admin buys in the admin center what the commerce could sell by API. */
const byHandReasons = [
  /** What the plan is called in Microsoft's catalogue is neither configured nor known from an earlier purchase. */
  'unknownProduct',
  /** The catalogue does not sell the plan to this customer. */
  'notSold',
  /** Microsoft takes the order from a signed-in person only. */
  'needsPerson',
] as const;
export type ByHandReason = (typeof byHandReasons)[number];

export const offerSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('sold'),
    terms: z.array(termSoldSchema).min(1),
    /** Microsoft sells it only to whoever has attested what it asks for. */
    attestation: z.boolean(),
  }),
  z.object({ is: z.literal('byHand'), because: z.enum(byHandReasons) }),
]);
export type Offer = z.infer<typeof offerSchema>;

/** The terms that are sold; a year, billed either way, where nobody tells. */
export function termsSold(offer: Offer | null): readonly TermSold[] {
  return offer?.is === 'sold' ? offer.terms : yearAlone;
}

/** Why the plan is bought by hand; undefined when it is not. */
export function whyByHand(offer: Offer | null): ByHandReason | undefined {
  return offer?.is === 'byHand' ? offer.because : undefined;
}
