import { z } from 'zod';
import { addressSchema } from './address.js';
import { paymentSchema } from './payment.js';

/** Who may pay for an order, as on record: on a billing account, one invoice section of one of its billing profiles. */
export const payerSchema = z.object({
  /** The commerce's own id of it. */
  id: z.string(),
  /** What it is called; null where there is only one, without a name. */
  name: z.string().nullable(),
  /** null: not on record. */
  soldTo: addressSchema.nullable(),
  billedTo: addressSchema.nullable(),
  /** How it can pay, the usual way first; null where nobody tells. */
  payments: z.array(paymentSchema).min(1).nullable(),
  /** It pays for the source plan. */
  paysNow: z.boolean(),
});
export type Payer = z.infer<typeof payerSchema>;

/** The payer to begin with: the one that pays for the source plan, or the only one; undefined where somebody has to choose. */
export function usualPayer(payers: readonly Payer[]): Payer | undefined {
  const paying = payers.filter(({ paysNow }) => paysNow);
  if (paying.length === 1) return paying[0];
  return payers.length === 1 ? payers[0] : undefined;
}
