import { z } from 'zod';
import { coverage } from '../plans/plans.js';
import type { Refusal } from '../run/refusal.js';
import type { SourceFound } from '../tenant/assessment.js';
import { addressSchema } from './address.js';

/** Cart, checkout and money. */

export const billingCycleSchema = z.enum(['monthly', 'annual']);
export type BillingCycle = z.infer<typeof billingCycleSchema>;

export const paymentSchema = z.enum(['card', 'invoice']);
export type Payment = z.infer<typeof paymentSchema>;

/** An amount in minor units (öre, cents) of an ISO 4217 currency. */
const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });
export type Money = z.infer<typeof moneySchema>;

export const cartSchema = z.object({
  billingCycle: billingCycleSchema,
  quantity: z.number().int().positive(),
  /** skuPartNumbers of add-ons on the source plan: kept, and removed because the new plan includes them. */
  addOnsKept: z.array(z.string()),
  addOnsRemoved: z.array(z.string()),
});
export type Cart = z.infer<typeof cartSchema>;

export const checkoutSchema = z.object({
  /** null: the commerce does not tell; it is shown and changed where the order is placed. */
  soldTo: addressSchema.nullable(),
  billedTo: addressSchema.nullable(),
  payment: paymentSchema,
});
export type Checkout = z.infer<typeof checkoutSchema>;

/** The source plan's seats: bought and assigned. */
type Seats = Pick<SourceFound, 'assigned' | 'seats'>;

/** Most licences one subscription may have, as the commerce's offers state it. */
export const maximumQuantity = 10_000_000;

/**
 * The fewest licences that may be ordered: one for everyone who has one, and no fewer than were bought, since licences
 * cannot be removed while upgrading.
 * @see "Before you begin" in Microsoft's article on Office 365 E4
 */
export function minimumQuantity(source: Seats): number {
  return Math.max(source.assigned, source.seats, 1);
}

/** A first cart for `plan` (a skuPartNumber): paid monthly, as few licences as allowed, add-ons sorted. */
export function newCart(source: Seats & Pick<SourceFound, 'addOns'>, plan: string): Cart {
  const included = (addOn: string) => coverage(addOn, plan) === 'full';
  return {
    billingCycle: 'monthly',
    quantity: minimumQuantity(source),
    addOnsKept: source.addOns.filter((one) => !included(one)),
    addOnsRemoved: source.addOns.filter(included),
  };
}

/** The cart with another billing cycle or quantity, or why the quantity cannot be ordered. */
export function changeCart(
  cart: Cart,
  change: { billingCycle?: BillingCycle | undefined; quantity?: number | undefined },
  source: Seats,
): { ok: true; cart: Cart } | { ok: false; refusal: Refusal } {
  const { billingCycle = cart.billingCycle, quantity = cart.quantity } = change;
  const refusal = quantityRefusal(quantity, source);
  return refusal ? { ok: false, refusal } : { ok: true, cart: { ...cart, billingCycle, quantity } };
}

function quantityRefusal(quantity: number, { assigned, seats }: Seats): Refusal | undefined {
  if (!Number.isInteger(quantity)) return { why: 'quantityNotANumber' };
  if (quantity < assigned) return { why: 'quantityBelowAssigned', quantity, assigned };
  if (quantity < seats) return { why: 'quantityBelowOwned', quantity, owned: seats };
  if (quantity < 1) return { why: 'quantityNotANumber' };
  if (quantity > maximumQuantity) return { why: 'quantityTooLarge', maximum: maximumQuantity };
  return undefined;
}

/**
 * Whether an order may be paid by invoice: its total reaches the threshold. True when either is not known, since then
 * only the place where the order is placed can tell.
 */
export function invoiceAllowed(total: Money | undefined, threshold: Money | undefined): boolean {
  if (!total || !threshold || total.currency !== threshold.currency) return true;
  return total.minor >= threshold.minor;
}

/**
 * Whether Microsoft may check the customer's credit before it carries out the order: for an invoice, and for orders
 * above an amount that it does not publish (`above`, when somebody knows it). What is not known is not ruled out.
 * @see "Will a credit check be required?" in Microsoft's article on Office 365 E4
 */
export function mayNeedCreditCheck(payment: Payment, total: Money | undefined, above: Money | undefined): boolean {
  if (payment === 'invoice') return true;
  if (!total || !above || total.currency !== above.currency) return true;
  return total.minor > above.minor;
}
