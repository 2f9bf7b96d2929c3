import { backoffMs } from '../../base/backoff.js';
import { leftOf } from '../../base/left-of.js';
import type { Timeline } from '../timeline.js';

const longestWaitMs = 3_600_000;
/** How waits grow while nothing gets through. */
const waits = { firstMs: 2_000, longestMs: 5 * 60_000, random: Math.random };
/** How waits for one change grow whose outcome nobody tells. */
const waitsForOne = { firstMs: 1_000, longestMs: 30_000, random: Math.random };
/** How long a closed gate lets a role that was lost, or a clock that was moved, go unnoticed. */
const lookAgainMs = 5_000;

/** Holds every batch of a tenant back while Microsoft has asked for patience. */
export class Gate {
  private openAt = 0;
  /** How long it is closed, in milliseconds: a clock that was set back makes it no longer. */
  private closedMs = 0;
  /** How often in a row Microsoft asked for patience and nothing got through in between. */
  private failures = 0;
  private passedThrough = 0;

  /** @param asked is told whenever Microsoft asks for patience, so that the run can say so */
  constructor(
    private readonly timeline: Timeline,
    private readonly asked: () => Promise<void> = async () => {},
  ) {}

  /** How many changes got through so far. */
  get through(): number {
    return this.passedThrough;
  }

  /** A change got through. */
  pass(): void {
    this.passedThrough += 1;
    this.failures = 0;
  }

  /** Microsoft asked for patience. Batches that went through the gate together and are sent back together count once. */
  async close(retryAfterMs: number | undefined): Promise<void> {
    const now = this.timeline.now().getTime();
    const atLeast = Math.min(Math.max(retryAfterMs ?? 0, 0), longestWaitMs);
    const left = leftOf(this.openAt, this.closedMs, now);
    if (left > 0) {
      this.closeFor(Math.max(left, atLeast), now);
      return;
    }
    this.failures += 1;
    this.closeFor(backoffMs(this.failures, waits, atLeast), now);
    await this.asked();
  }

  /** Resolves once it is open, with whether to go on; at once when the run is not to go on. */
  async opened(goOn: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    return this.wait((now) => leftOf(this.openAt, this.closedMs, now), goOn, signal);
  }

  /** Waits before one change is sent again whose outcome nobody told. @param tries how often it was sent in vain, from 1 */
  async rest(tries: number, goOn: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    const ms = backoffMs(tries, waitsForOne);
    const until = this.timeline.now().getTime() + ms;
    return this.wait((now) => leftOf(until, ms, now), goOn, signal);
  }

  private closeFor(ms: number, now: number): void {
    this.openAt = now + ms;
    this.closedMs = ms;
  }

  private async wait(left: (now: number) => number, goOn: () => Promise<boolean>, signal: AbortSignal) {
    for (;;) {
      const now = this.timeline.now().getTime();
      if (left(now) === 0 || signal.aborted) return goOn();
      await this.timeline.sleepUntil(new Date(now + Math.min(left(now), lookAgainMs)), signal);
      if (!(await goOn())) return false;
    }
  }
}
