import { z } from 'zod';
import { PortError } from '../../upgrade/ports.js';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';
import { derivedGuid } from './derived-guid.js';
import { ifMatch, isStaleEtag, resourceSchema } from './etag.js';

const doing = 'cancelling the subscription';
const attempts = 4;
const ended = new Set(['suspended', 'deleted', 'expired', 'disabled']);
// Another operation is open on the subscription; it has to end first.
const operationPending = '900278';

/**
 * Cancels a licence-based subscription by suspending it, the partner's way to end an E4. One that has ended already is
 * left alone. Resolves when Partner Center has taken the change; the directory shows when it is carried out.
 * @throws PortError `busy` while another operation on the subscription is open
 * @see https://learn.microsoft.com/partner-center/developer/suspend-a-subscription
 */
export async function cancelSubscription(
  center: PartnerCenter,
  customer: string,
  commerceId: string,
  key: string,
): Promise<void> {
  const path = `/subscriptions/${encodeURIComponent(commerceId)}`;
  for (let attempt = 1; ; attempt++) {
    const subscription = await center.get(
      { customer, path, doing: 'reading the subscription to cancel' },
      subscriptionSchema,
    );
    if (ended.has(wordSchema.parse(subscription.status))) return;
    const headers = ifMatch(subscription);
    // The etag is part of the key: another version of the subscription makes another request of it.
    const requestId = derivedGuid(key, 'cancel', commerceId, headers['If-Match'] ?? '');
    // Fields that are left out are reset, so the whole resource goes back.
    const body = { ...subscription, status: 'suspended' };
    try {
      await center.send({ customer, method: 'PATCH', path, body, headers, requestId, doing });
      return;
    } catch (error) {
      if (!(error instanceof PortError) || error.problem.is !== 'refused') throw error;
      if (error.problem.code === operationPending) {
        throw new PortError({ is: 'busy', retryAfterMs: undefined }, error.doing, { cause: error });
      }
      if (!isStaleEtag(error.problem) || attempt >= attempts) throw error;
    }
  }
}

const subscriptionSchema = resourceSchema.extend({ status: z.string() });
