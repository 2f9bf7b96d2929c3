import { z } from 'zod';

/**
 * What the commerce says of a subscription's term: whether it renews, and how it can be ended. Each field is null where
 * the commerce does not tell.
 * @see https://learn.microsoft.com/partner-center/developer/subscription-resources (autoRenewEnabled,
 * commitmentEndDate, cancellationAllowedUntilDate, refundOptions)
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/get (autoRenew, termEndDate, systemOverrides)
 */
export const termsSchema = z.object({
  autoRenew: z.boolean().nullable(),
  /** When the present term ends (ISO). */
  endsAt: z.string().nullable(),
  cancellation: z
    .discriminatedUnion('is', [
      /** Ended at any time, as the older licence-based subscriptions are: by suspending. */
      z.object({ is: z.literal('anyTime') }),
      /** Ended at once until then (ISO). */
      z.object({ is: z.literal('until'), at: z.string() }),
      /** Too late for that in this term: it can only be kept from renewing. */
      z.object({ is: z.literal('over') }),
    ])
    .nullable(),
  refund: z.enum(['full', 'partial', 'none']).nullable(),
});
export type Terms = z.infer<typeof termsSchema>;

/** How a subscription would end if somebody ended it now. */
const endingSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('now'), until: z.string().nullable(), refund: termsSchema.shape.refund }),
  z.object({ is: z.literal('runsOut'), at: z.string().nullable() }),
  /** Only the admin center tells. */
  z.object({ is: z.literal('unknown') }),
]);
export type Ending = z.infer<typeof endingSchema>;

/** What ending a subscription would come to now, so that it is known before anything is bought or moved. */
export function endingOf(terms: Terms | undefined, now: Date): Ending {
  const cancellation = terms?.cancellation;
  if (!terms || !cancellation) return { is: 'unknown' };
  const isOpen =
    cancellation.is === 'anyTime' || (cancellation.is === 'until' && Date.parse(cancellation.at) > now.getTime());
  if (!isOpen) return { is: 'runsOut', at: terms.endsAt };
  return { is: 'now', until: cancellation.is === 'until' ? cancellation.at : null, refund: terms.refund };
}
