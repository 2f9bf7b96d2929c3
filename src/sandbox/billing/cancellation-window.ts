import type { Subscription } from '../world/state.js';
import { cancellationWindowMs, termOf } from '../world/terms.js';

/**
 * Until when the purchase may be cancelled or made smaller: seven days into a term. One on the older, licence-based
 * terms may be at any time, which is undefined.
 */
export function windowEnd(subscription: Subscription, now: number): number | undefined {
  return subscription.isLegacy ? undefined : termOf(subscription, now).start + cancellationWindowMs;
}

export function isInWindow(subscription: Subscription, now: number): boolean {
  const end = windowEnd(subscription, now);
  return end === undefined || now < end;
}
