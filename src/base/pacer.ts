import { BoundedMap } from './bounded-map.js';

/** So many in any span of so many milliseconds. */
export type PaceWindow = { most: number; windowMs: number };

/** `wait`: go on after so many milliseconds, the place is taken; `full`: there is none for that long, none was taken. */
export type Place = { is: 'wait' | 'full'; ms: number };

const mostSeries = 10_000;

/**
 * Places in time for what may be done only so often, one series a key, such as a conversation. Exact over every span,
 * also where places are taken ahead. What is kept is in this process's memory alone.
 */
export class Pacer {
  private readonly series = new BoundedMap<string, number[]>(mostSeries);
  private readonly longestMs: number;

  /** @param aheadMs how far ahead, in milliseconds, a place may be taken and waited for */
  constructor(
    private readonly limits: readonly PaceWindow[],
    private readonly aheadMs: number,
  ) {
    this.longestMs = Math.max(...limits.map(({ windowMs }) => windowMs));
  }

  /** Takes the next place. @param now milliseconds since the epoch */
  take(key: string, now: number): Place {
    const taken = this.taken(key, now);
    const freeAt = this.limits.map(({ most, windowMs }) => (taken.at(-most) ?? -windowMs) + windowMs);
    const at = Math.max(now, taken.at(-1) ?? now, ...freeAt);
    if (at - now > this.aheadMs) return { is: 'full', ms: at - now };
    this.series.set(key, [...taken, at]);
    return { is: 'wait', ms: at - now };
  }

  /** Counts what was done without asking for a place. */
  count(key: string, now: number): void {
    const taken = this.taken(key, now);
    this.series.set(key, [...taken, Math.max(now, taken.at(-1) ?? now)]);
  }

  /** Places that still count. Those from before the clock was set back do not. */
  private taken(key: string, now: number): number[] {
    const inSight = (this.series.get(key) ?? []).filter((at) => at > now - this.longestMs && at <= now + this.aheadMs);
    return inSight.slice(-Math.max(...this.limits.map(({ most }) => most)));
  }
}
