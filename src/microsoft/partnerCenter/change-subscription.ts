import { z } from 'zod';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import type { Answer } from '../call.js';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';
import { derivedGuid } from './derived-guid.js';
import { ifMatch, resourceSchema } from './etag.js';
import { meaningOf } from './refusals.js';

const attempts = 4;

/** A subscription whole as it came, so that it can be sent back whole. */
export const subscriptionSchema = resourceSchema.extend({
  id: z.string().nullish(),
  status: wordSchema,
  quantity: z.number(),
  offerId: z.string().nullish(),
  productType: z.looseObject({ id: z.string().nullish() }).nullish(),
  autoRenewEnabled: z.boolean().nullish(),
  commitmentEndDate: z.string().nullish(),
  commitmentEndDateTime: z.string().nullish(),
  cancellationAllowedUntilDate: z.string().nullish(),
  refundOptions: z.array(z.looseObject({ type: wordSchema, expiresAt: z.string().nullish() })).nullish(),
});
export type CustomerSubscription = z.infer<typeof subscriptionSchema>;

export type SubscriptionChange = {
  /** The tenant of the customer. */
  customer: string;
  commerceId: string;
  /** The idempotency key of the change, with what it is for: both go into MS-RequestId. */
  key: string;
  purpose: string;
  doing: string;
  /** What is to be different, judged anew by each version that is read; undefined when nothing has to be. */
  patch(subscription: CustomerSubscription): Partial<CustomerSubscription> | undefined;
};

/**
 * Reads a subscription and changes one thing about it, for the version that was read. When somebody else changed it
 * meanwhile it is read and judged again.
 * @returns Partner Center's answer (200 with the subscription, or 202), or undefined when nothing had to be changed
 * @throws PortError `busy` while another operation on the subscription is open, or when others keep changing it
 * @see https://learn.microsoft.com/partner-center/developer/update-a-subscription-by-id
 */
export async function changeSubscription(
  center: PartnerCenter,
  { customer, commerceId, key, purpose, doing, patch }: SubscriptionChange,
): Promise<Answer | undefined> {
  const path = subscriptionPath(commerceId);
  for (let attempt = 1; ; attempt++) {
    const subscription = await center.get({ customer, path, doing: `${doing} (reading it first)` }, subscriptionSchema);
    const change = patch(subscription);
    if (!change) return undefined;
    const headers = ifMatch(subscription);
    // The etag is part of the key: another version of the subscription makes another request of it.
    const requestId = derivedGuid(key, purpose, commerceId, headers['If-Match'] ?? '');
    // Fields that are left out are reset, so the whole resource goes back.
    const body = { ...subscription, ...change };
    try {
      return await center.send({ customer, method: 'PATCH', path, body, headers, requestId, doing });
    } catch (error) {
      if (!hasProblem(error, 'refused') || meaningOf(error.problem.code)?.is !== 'stale') throw error;
      if (attempt >= attempts)
        throw new PortError({ is: 'busy', retryAfterMs: undefined }, error.doing, {
          cause: error,
          service: 'partnerCenter',
        });
    }
  }
}

export function subscriptionPath(commerceId: string): string {
  return `/subscriptions/${encodeURIComponent(commerceId)}`;
}
