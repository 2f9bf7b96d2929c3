import type { Terms } from '../../upgrade/tenant/terms.js';
import { type CustomerSubscription, hasEnded } from './change-subscription.js';
import { wordSchema } from './code.js';
import { timeOf } from './time.js';

/**
 * What a subscription says of its term. A licence-based one of the older kind can be ended at any time; one of the new
 * commerce at once only until `cancellationAllowedUntilDate`, after which it can only be kept from renewing.
 * @see https://learn.microsoft.com/partner-center/developer/subscription-resources
 */
export function termsOf(subscription: CustomerSubscription): Terms {
  const { autoRenewEnabled, commitmentEndDate, cancellationAllowedUntilDate, refundOptions } = subscription;
  return {
    autoRenew: autoRenewEnabled ?? null,
    endsAt: timeOf(commitmentEndDate),
    cancellation: cancellationOf(subscription, timeOf(cancellationAllowedUntilDate)),
    refund: refundIn(refundOptions),
  };
}

function cancellationOf(subscription: CustomerSubscription, until: string | null): Terms['cancellation'] {
  if (!isNewCommerce(subscription)) return { is: 'anyTime' };
  return until === null ? { is: 'over' } : { is: 'until', at: until };
}

/** Bought in the new commerce, whose catalog items have three parts; ids of older offers are GUIDs. */
export function isNewCommerce({ offerId, productType }: CustomerSubscription): boolean {
  return /nce$/i.test(productType?.id ?? '') || /^[^:]+:[^:]+(:[^:]+)?$/.test(offerId ?? '');
}

function refundIn(options: CustomerSubscription['refundOptions']): Terms['refund'] {
  if (!options) return null;
  const words = options.map(({ type }) => wordSchema.parse(type));
  return words.includes('full') ? 'full' : words.includes('partial') ? 'partial' : 'none';
}

/** Whether it goes on being billed after this term. */
export function renews(subscription: CustomerSubscription): boolean {
  return !hasEnded(subscription) && subscription.autoRenewEnabled !== false;
}
