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
  /** Of more than these none is asked for. */
  private readonly mostCounted: number;

  /** @param aheadMs how far ahead, in milliseconds, a place may be taken and waited for */
  constructor(
    private readonly limits: readonly PaceWindow[],
    private readonly aheadMs: number,
  ) {
    this.longestMs = Math.max(...limits.map(({ windowMs }) => windowMs));
    this.mostCounted = Math.max(...limits.map(({ most }) => most));
  }

  /** Takes the next place. @param now milliseconds since the epoch */
  take(key: string, now: number): Place {
    const taken = this.taken(key, now);
    const freeAt = this.limits.map(({ most, windowMs }) => (taken.at(-most) ?? -windowMs) + windowMs);
    const at = Math.max(now, taken.at(-1) ?? now, ...freeAt);
    if (at - now > this.aheadMs) return { is: 'full', ms: at - now };
    this.keep(key, taken, at);
    return { is: 'wait', ms: at - now };
  }

  /** Counts what was done without asking for a place. */
  count(key: string, now: number): void {
    const taken = this.taken(key, now);
    this.keep(key, taken, Math.max(now, taken.at(-1) ?? now));
  }

  private keep(key: string, taken: number[], at: number): void {
    taken.push(at);
    this.series.set(key, taken);
  }

  /** Places that still count, in order. Those from before the clock was set back do not. */
  private taken(key: string, now: number): number[] {
    const series = this.series.get(key) ?? [];
    while ((series.at(-1) ?? 0) > now + this.aheadMs) series.pop();
    const gone = series.findIndex((at) => at > now - this.longestMs);
    series.splice(0, gone < 0 ? series.length : Math.max(gone, series.length - this.mostCounted));
    return series;
  }
}
