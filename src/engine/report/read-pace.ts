import type { Timeline } from '../timeline.js';

/**
 * What reports may read of one tenant. Graph gives a small tenant 3,500 resource units in ten seconds, of which reading a
 * person costs one and a page of people one: a seventh of them, the rest is the upgrade's and the turns'.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits (read 2026-11-28)
 */
const perSecond = 50;
const atOnce = 200;

/** Lets the reads of one tenant's reports through at a pace. */
export class ReadPace {
  private left = atOnce;
  private at: number;

  constructor(private readonly timeline: Timeline) {
    this.at = timeline.now().getTime();
  }

  /** Resolves when so many more may be read, or at once when the signal aborts. Callers must take turns. */
  async take(reads: number, signal: AbortSignal): Promise<void> {
    this.refill();
    while (this.left < Math.min(reads, atOnce) && !signal.aborted) {
      const missing = Math.min(reads, atOnce) - this.left;
      await this.timeline.sleepUntil(new Date(this.at + (missing / perSecond) * 1_000), signal);
      this.refill();
    }
    this.left -= reads;
  }

  private refill(): void {
    const now = this.timeline.now().getTime();
    this.left = Math.min(atOnce, this.left + (Math.max(0, now - this.at) / 1_000) * perSecond);
    this.at = now;
  }
}
