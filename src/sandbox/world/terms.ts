import { day } from '../duration.js';
import type { Subscription } from './state.js';

export const year = 365 * day;
/** How long after it was bought, or renewed, a new-commerce purchase may be cancelled or made smaller. */
export const cancellationWindowMs = 7 * day;

interface Term {
  readonly start: number;
  readonly end: number;
}

/** The yearly term that the purchase is in at `now`; the first may end earlier. */
export function termOf({ createdAt, endsAt }: Subscription, now: number): Term {
  if (endsAt !== null && now < endsAt) return { start: Math.max(createdAt, endsAt - year), end: endsAt };
  const start = createdAt + Math.floor(Math.max(now - createdAt, 0) / year) * year;
  return { start, end: start + year };
}

/** When the term that runs at `now` ends; at the very end of one, that is now. */
export function renewalAfter({ createdAt, endsAt }: Subscription, now: number): number {
  if (endsAt !== null && now <= endsAt) return endsAt;
  return createdAt + Math.ceil(Math.max(now - createdAt, 1) / year) * year;
}
