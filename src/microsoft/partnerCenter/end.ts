import { hasProblem } from '../../upgrade/ports.js';
import { endingOf, type Terms } from '../../upgrade/tenant/terms.js';
import {
  type CustomerSubscription,
  changeSubscription,
  subscriptionPath,
  subscriptionSchema,
} from './change-subscription.js';
import type { PartnerCenter } from './client.js';
import { meaningOf } from './refusals.js';
import { subscriptionMeaning } from './subscription-words.js';
import { isNewCommerce, termsOf } from './terms.js';

const doing = 'ending the subscription';

/**
 * Ends a subscription the way it can be: an older licence-based one by suspending it; one of the new commerce by
 * deleting it while that is allowed, since suspending does not end its billing, and afterwards by switching its renewal
 * off. One that has ended, is about to, or will not renew is left alone. Resolves when Partner Center has taken the
 * change.
 * @throws PortError `busy` while another operation on the subscription is open, or when others keep changing it;
 * `unclear` when its status is not documented
 * @see https://learn.microsoft.com/partner-center/developer/suspend-a-subscription
 * @see https://learn.microsoft.com/partner-center/developer/cancel-a-new-commerce-subscription
 * @see https://learn.microsoft.com/partner-center/developer/update-autorenew
 */
export async function endSubscription(
  center: PartnerCenter,
  customer: string,
  commerceId: string,
  key: string,
): Promise<void> {
  const patch = (subscription: CustomerSubscription) => endingChange(subscription, center.now());
  try {
    await changeSubscription(center, { customer, commerceId, key, purpose: 'end', doing, patch });
  } catch (error) {
    const refused = hasProblem(error, 'refused') ? error.problem.code : '';
    if (meaningOf(refused)?.is !== 'ended') throw error;
  }
}

function endingChange(subscription: CustomerSubscription, now: Date): Partial<CustomerSubscription> | undefined {
  if (subscriptionMeaning(subscription.status, doing) === 'ended') return undefined;
  if (!isNewCommerce(subscription)) return { status: 'suspended' };
  if (endingOf(termsOf(subscription), now).is === 'now') return { status: 'deleted' };
  return subscription.autoRenewEnabled === false ? undefined : { autoRenewEnabled: false };
}

/** What the subscription says of its term. @throws PortError, also `notFound` */
export async function readTerms(center: PartnerCenter, customer: string, commerceId: string): Promise<Terms> {
  const path = subscriptionPath(commerceId);
  return termsOf(await center.get({ customer, path, doing: 'reading the term of a subscription' }, subscriptionSchema));
}
