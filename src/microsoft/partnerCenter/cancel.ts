import { changeSubscription, hasEnded } from './change-subscription.js';
import type { PartnerCenter } from './client.js';

/**
 * Cancels a licence-based subscription by suspending it, the partner's way to end an E4. One that has ended already is
 * left alone. Resolves when Partner Center has taken the change; the directory shows when it is carried out.
 * @throws PortError `busy` while another operation on the subscription is open, or when others keep changing it
 * @see https://learn.microsoft.com/partner-center/developer/suspend-a-subscription
 */
export async function cancelSubscription(
  center: PartnerCenter,
  customer: string,
  commerceId: string,
  key: string,
): Promise<void> {
  const doing = 'cancelling the subscription';
  const patch = (subscription: Parameters<typeof hasEnded>[0]) =>
    hasEnded(subscription) ? undefined : { status: 'suspended' };
  await changeSubscription(center, { customer, commerceId, key, purpose: 'cancel', doing, patch });
}
