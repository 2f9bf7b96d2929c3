import { backoffMs } from '../../base/backoff.js';
import { spreadOf } from '../../base/spread.js';
import { blockerFacts } from '../tenant/blocker-facts.js';
import type { Blocker } from '../tenant/blockers.js';

/** How long to wait before looking again. All spans in milliseconds. */

const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

type Limits = { atLeast?: number | undefined; atMost?: number | undefined };

/**
 * When to look again at something that takes its time: a quarter of the time waited so far, so that looking grows
 * rarer but never comes much too late. Where it lies ahead, the clock was set back since, and nobody knows how long it was.
 */
export function lookAgainAt(since: string, now: Date, limits: Limits = {}): string {
  const { atLeast = 2 * second, atMost = 15 * minute } = limits;
  const waited = now.getTime() - Date.parse(since);
  const wait = waited < -minute ? atMost : Math.min(atMost, Math.max(atLeast, waited / 4));
  return new Date(now.getTime() + wait).toISOString();
}

/**
 * When to try again after the nth failure in a row (from 1): a second, doubling up to five minutes, half of it by the
 * run's own chance, so that runs that failed together do not come back together.
 */
export function tryAgainAt({ id }: { id: string }, failures: number, now: Date, retryAfterMs = 0): string {
  const random = () => spreadOf(`${id}:${failures}`);
  const wait = backoffMs(failures, { firstMs: second, longestMs: 5 * minute, random }, Math.min(retryAfterMs, hour));
  return new Date(now.getTime() + wait).toISOString();
}

/** When to look again whether blockers have cleared: at the soonest documented interval, hourly where an act clears it. */
export function blockersLookedAtAgain(blockers: readonly Blocker[], now: Date): string {
  const minutes = blockers.map(({ id }) => blockerFacts[id].lookAgainMinutes ?? hour / minute);
  return new Date(now.getTime() + Math.min(...minutes) * minute).toISOString();
}
