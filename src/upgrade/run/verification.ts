import { z } from 'zod';

/** What was read of the new plan for step 2 of the manual path. */
export const verificationSchema = z.object({
  active: z.boolean(),
  seats: z.number().int(),
  seatsNeeded: z.number().int(),
  /** Names of services that are not provisioned yet. */
  notProvisioned: z.array(z.string()),
  /** The subscription that missing seats can be added to; null when none is missing or there is none. */
  growable: z.object({ commerceId: z.string(), seats: z.number().int() }).nullable().default(null),
  checkedAt: z.string(),
});
export type Verification = z.infer<typeof verificationSchema>;
