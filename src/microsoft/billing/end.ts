import { hasProblem, type PortError } from '../../upgrade/ports.js';
import { endingOf, type Terms } from '../../upgrade/tenant/terms.js';
import type { Billing } from './client.js';
import { follow } from './follow.js';
import { isLocked, locked } from './locked.js';
import { inPath } from './resource-id.js';
import { type BillingSubscription, hasEnded, readSubscription } from './subscriptions.js';
import { cancellationMeaning, renewalMeaning, requireClear } from './words.js';

const doing = 'ending the subscription';

/**
 * What a purchase says of its term. `systemOverrides.cancellation` tells whether it can be ended at once; where it is
 * left out nobody tells.
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/get
 */
export function termsOf({ autoRenew, termEndDate, systemOverrides }: BillingSubscription): Terms {
  return {
    autoRenew: renewalMeaning(autoRenew),
    endsAt: termEndDate || null,
    cancellation: cancellationOf(systemOverrides),
    refund: null,
  };
}

function cancellationOf(overrides: BillingSubscription['systemOverrides']): Terms['cancellation'] {
  const isAllowed = cancellationMeaning(overrides?.cancellation ?? '');
  if (isAllowed === null) return null;
  if (!isAllowed) return { is: 'over' };
  const until = overrides?.cancellationAllowedEndDate;
  return until ? { is: 'until', at: until } : { is: 'anyTime' };
}

/**
 * Ends a purchase the way it can be: at once while that is allowed, afterwards by switching its renewal off. One that
 * has ended, or will not renew, already is left alone. Resolves when Microsoft has taken the change.
 * @throws PortError `busy` while another change of the subscription is being carried out, `unclear` when its status is
 * not documented
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/delete
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/update
 */
export async function endSubscription(
  billing: Billing,
  tenantId: string,
  account: string,
  subscription: BillingSubscription,
): Promise<void> {
  if (hasEnded(subscription)) return;
  requireClear(subscription.status, doing);
  if (isLocked(subscription)) throw locked(doing);
  const terms = termsOf(subscription);
  // Where nobody tells whether it can be ended at once, trying does.
  if (endingOf(terms, billing.now()).is === 'runsOut')
    return keepFromRenewing(billing, tenantId, account, subscription);
  try {
    await change(billing, tenantId, account, subscription, 'DELETE');
  } catch (error) {
    if (!hasProblem(error, 'refused')) throw error;
    await afterRefusal(billing, tenantId, account, subscription, error);
  }
}

/** Error codes are not documented; what the subscription is like now says why it was refused. */
async function afterRefusal(
  billing: Billing,
  tenantId: string,
  account: string,
  { name }: BillingSubscription,
  refused: PortError,
): Promise<void> {
  const current = await readSubscription(billing, tenantId, account, name);
  if (!current) throw refused;
  if (hasEnded(current)) return;
  if (isLocked(current)) throw locked(doing);
  if (endingOf(termsOf(current), billing.now()).is !== 'runsOut') throw refused;
  await keepFromRenewing(billing, tenantId, account, current);
}

async function keepFromRenewing(
  billing: Billing,
  tenantId: string,
  account: string,
  subscription: BillingSubscription,
): Promise<void> {
  if (termsOf(subscription).autoRenew === false) return;
  await change(billing, tenantId, account, subscription, 'PATCH', { properties: { autoRenew: 'Off' } });
}

async function change(
  billing: Billing,
  tenantId: string,
  account: string,
  { name }: BillingSubscription,
  method: 'DELETE' | 'PATCH',
  body?: unknown,
): Promise<void> {
  const path = `${account}/billingSubscriptions/${inPath(name)}`;
  const answer = await billing.change({ tenantId, method, path, doing, ...(body === undefined ? {} : { body }) });
  if (answer.status === 202) await follow(billing, tenantId, answer, doing);
}
