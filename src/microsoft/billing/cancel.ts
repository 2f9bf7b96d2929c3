import { PortError } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import { follow } from './follow.js';
import { isLocked, locked } from './locked.js';
import { inPath } from './resource-id.js';
import { type BillingSubscription, hasEnded, readSubscription } from './subscriptions.js';

const doing = 'cancelling the subscription';

/**
 * Cancels a purchase at once. One that has ended already is left alone. Resolves when Microsoft has taken the change;
 * the directory shows when it is carried out.
 * @throws PortError `busy` while another change of the subscription is being carried out; `refused` with code
 * `cancellationNotAllowed` when its time for cancelling is over
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/delete
 */
export async function cancelSubscription(
  billing: Billing,
  tenantId: string,
  account: string,
  subscription: BillingSubscription,
): Promise<void> {
  if (hasEnded(subscription)) return;
  mustBeCancellable(subscription);
  const path = `${account}/billingSubscriptions/${inPath(subscription.name)}`;
  try {
    const answer = await billing.change({ tenantId, method: 'DELETE', path, doing });
    if (answer.status === 202) await follow(billing, tenantId, answer, doing);
  } catch (error) {
    if (!(error instanceof PortError) || error.problem.is !== 'refused') throw error;
    // Error codes are not documented; what the subscription is like now says why it was refused.
    const current = await readSubscription(billing, tenantId, account, subscription.name);
    if (current && hasEnded(current)) return;
    if (current) mustBeCancellable(current);
    throw error;
  }
}

function mustBeCancellable(subscription: BillingSubscription): void {
  if (isLocked(subscription)) throw locked(doing);
  const { systemOverrides, termEndDate } = subscription;
  if (systemOverrides?.cancellation !== 'NotAllowed') return;
  const until = systemOverrides.cancellationAllowedEndDate;
  const sentences = [
    until ? `The subscription could be cancelled until ${day(until)}.` : 'The subscription cannot be cancelled now.',
    ...(termEndDate ? [`Its term ends ${day(termEndDate)}.`] : []),
  ];
  throw new PortError({ is: 'refused', code: 'cancellationNotAllowed', text: sentences.join(' ') }, doing);
}

function day(timestamp: string): string {
  return timestamp.slice(0, 'yyyy-mm-dd'.length);
}
