import type { Terms } from '../../upgrade/tenant/terms.js';
import { plainWord } from '../words.js';
import type { CustomerSubscription } from './change-subscription.js';
import { timeOf } from './time.js';

/**
 * What a subscription says of its term. A licence-based one of the older kind can be ended at any time; one of the new
 * commerce at once only until `cancellationAllowedUntilDate`, after which it can only be kept from renewing.
 * @see https://learn.microsoft.com/partner-center/developer/subscription-resources (read 2023-06-26)
 */
export function termsOf(subscription: CustomerSubscription): Terms {
  const { autoRenewEnabled, refundOptions } = subscription;
  return {
    autoRenew: autoRenewEnabled ?? null,
    endsAt: endOf(subscription),
    cancellation: cancellationOf(subscription),
    refund: refundIn(refundOptions),
  };
}

/** The end of the term. Where only its date is told, that day is the last: end dates are inclusive. */
function endOf({ commitmentEndDateTime, commitmentEndDate }: CustomerSubscription): string | null {
  const told = timeOf(commitmentEndDateTime);
  const date = timeOf(commitmentEndDate);
  if (told !== null || date === null) return told;
  return date.endsWith('T00:00:00.000Z') ? date.replace('T00:00:00.000Z', 'T23:59:59.000Z') : date;
}

function cancellationOf(subscription: CustomerSubscription): Terms['cancellation'] {
  if (!isNewCommerce(subscription)) return { is: 'anyTime' };
  const { cancellationAllowedUntilDate: until, refundOptions } = subscription;
  const at = until === undefined ? lastRefund(refundOptions) : timeOf(until);
  return at === null ? { is: 'over' } : { is: 'until', at };
}

/** Answers from before `cancellationAllowedUntilDate` tell by their refunds until when the purchase can be ended. */
function lastRefund(options: CustomerSubscription['refundOptions']): string | null {
  const times = (options ?? []).flatMap(({ expiresAt }) => timeOf(expiresAt) ?? []);
  return times.sort().at(-1) ?? null;
}

/** Bought in the new commerce, whose catalog items have three parts; ids of older offers are GUIDs. */
export function isNewCommerce({ offerId, productType }: CustomerSubscription): boolean {
  return /nce$/i.test(productType?.id ?? '') || /^[^:]+:[^:]+(:[^:]+)?$/.test(offerId ?? '');
}

function refundIn(options: CustomerSubscription['refundOptions']): Terms['refund'] {
  if (!options) return null;
  const words = options.map(({ type }) => plainWord(type));
  return words.includes('full') ? 'full' : words.includes('partial') ? 'partial' : 'none';
}
