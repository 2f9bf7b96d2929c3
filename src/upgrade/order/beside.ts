import { z } from 'zod';
import { saidSchema } from './said.js';

/**
 * A second product in the same cart and order: the other one of two plans, or Microsoft Teams beside a suite that comes
 * without it. It is bought with the first, and may be taken or refused apart from it.
 * @see https://learn.microsoft.com/partner-center/developer/checkout-a-cart (orders and orderErrors)
 */

/** As it stands in a cart. */
export const besideInCartSchema = z.object({
  /** skuPartNumber. */
  plan: z.string(),
  /** Licences; 0 leaves it out of the order. */
  quantity: z.number().int().nonnegative(),
  /** Licences that those who get it need: it is ordered for all of them, or left out. */
  needed: z.number().int().positive(),
});
export type BesideInCart = z.infer<typeof besideInCartSchema>;

/** As it was fixed with the order. */
export const besideOrderedSchema = z.object({
  plan: z.string(),
  quantity: z.number().int().positive(),
  /** What it came to when it was confirmed; null where the price list does not tell. */
  price: z.object({ minor: z.number().int(), currency: z.string() }).nullable(),
  /** When both left last (ISO); null before that. */
  sentAt: z.string().nullable().default(null),
  /** What Microsoft refused it with, and the first; null where it did not, or is not known to have. */
  refusal: saidSchema.nullable().default(null),
  refusalOfFirst: saidSchema.nullable().default(null),
});
