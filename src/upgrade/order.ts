import { z } from 'zod';

/** Cart, checkout and money. */

export const billingCycleSchema = z.enum(['monthly', 'annual']);
export type BillingCycle = z.infer<typeof billingCycleSchema>;

export const paymentSchema = z.enum(['card', 'invoice']);
export type Payment = z.infer<typeof paymentSchema>;

/** An amount in minor units (öre, cents) of an ISO 4217 currency. */
export const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });
export type Money = z.infer<typeof moneySchema>;

export const addressSchema = z.object({
  companyName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phoneNumber: z.string(),
  addressLine1: z.string(),
  addressLine2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

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
