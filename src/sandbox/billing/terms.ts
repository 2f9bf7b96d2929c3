import { day } from '../duration.js';
import type { Subscription } from '../world/state.js';

const year = 365 * day;
const windowMs = 7 * day;

export interface Term {
  readonly start: number;
  readonly end: number;
}

/** The yearly term that the purchase is in at `now`. */
export function termOf({ createdAt }: Subscription, now: number): Term {
  const start = createdAt + Math.floor(Math.max(now - createdAt, 0) / year) * year;
  return { start, end: start + year };
}

/**
 * Until when the purchase may be cancelled or made smaller: seven days into a term. One on the older, licence-based
 * terms may be at any time, which is undefined.
 */
export function windowEnd(subscription: Subscription, now: number): number | undefined {
  return subscription.isLegacy ? undefined : termOf(subscription, now).start + windowMs;
}

export function isInWindow(subscription: Subscription, now: number): boolean {
  const end = windowEnd(subscription, now);
  return end === undefined || now < end;
}
