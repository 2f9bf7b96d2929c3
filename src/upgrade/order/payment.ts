import { z } from 'zod';

/** The ways to pay that there are here. */
export const paymentSchema = z.enum(['card', 'invoice']);
export type Payment = z.infer<typeof paymentSchema>;
