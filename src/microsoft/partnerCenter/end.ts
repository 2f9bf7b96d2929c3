import { endingOf, type Terms } from '../../upgrade/tenant/terms.js';
import {
  type CustomerSubscription,
  changeSubscription,
  hasEnded,
  subscriptionPath,
  subscriptionSchema,
} from './change-subscription.js';
import type { PartnerCenter } from './client.js';
import { isNewCommerce, renews, termsOf } from './terms.js';

/**
 * Ends a subscription the way it can be: an older licence-based one by suspending it; one of the new commerce by
 * deleting it while that is allowed, since suspending does not end its billing, and afterwards by switching its renewal
 * off. One that has ended, or will not renew, already is left alone. Resolves when Partner Center has taken the change.
 * @throws PortError `busy` while another operation on the subscription is open, or when others keep changing it
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
  const doing = 'ending the subscription';
  const patch = (subscription: CustomerSubscription) => endingChange(subscription, center.now());
  await changeSubscription(center, { customer, commerceId, key, purpose: 'end', doing, patch });
}

function endingChange(subscription: CustomerSubscription, now: Date): Partial<CustomerSubscription> | undefined {
  if (hasEnded(subscription)) return undefined;
  if (!isNewCommerce(subscription)) return { status: 'suspended' };
  if (endingOf(termsOf(subscription), now).is === 'now') return { status: 'deleted' };
  return renews(subscription) ? { autoRenewEnabled: false } : undefined;
}

/** What the subscription says of its term. @throws PortError, also `notFound` */
export async function readTerms(center: PartnerCenter, customer: string, commerceId: string): Promise<Terms> {
  const path = subscriptionPath(commerceId);
  return termsOf(await center.get({ customer, path, doing: 'reading the term of a subscription' }, subscriptionSchema));
}
