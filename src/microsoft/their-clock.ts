import type { AnswerHeaders } from './lean-fetch.js';

/** By how much two clocks differ all the time, in milliseconds. */
const clockSlackMs = 5 * 60_000;

/**
 * The clock at the other end, as its answers show it: what it dates is compared with that, however wrong the clock of this
 * machine is, or theirs.
 */
export class TheirClock {
  /** How far theirs is ahead of ours, in milliseconds. */
  private ahead = 0;

  constructor(private readonly ours: () => Date) {}

  /** Takes the time from an answer's `Date`. */
  heard(headers: AnswerHeaders): void {
    const ahead = Date.parse(headers.get('date') ?? '') - this.ours().getTime();
    if (Number.isNaN(ahead)) return;
    this.ahead = Math.abs(ahead) > clockSlackMs ? ahead : 0;
  }

  now(): Date {
    return new Date(this.ours().getTime() + this.ahead);
  }

  /**
   * The earliest date that something may bear there which was asked for at `at` by our clock. Where that lies ahead, our
   * clock was set back since, and nobody knows.
   */
  earliest(at: Date): Date {
    const ours = this.ours().getTime();
    if (at.getTime() > ours + clockSlackMs) return new Date(0);
    return new Date(at.getTime() + this.ahead - clockSlackMs);
  }
}
