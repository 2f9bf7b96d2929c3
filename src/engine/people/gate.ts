import { backoffMs } from '../../base/backoff.js';
import { leftOf } from '../../base/left-of.js';
import type { TenantQuota } from '../quota/tenant-quota.js';
import type { Timeline } from '../timeline.js';

const longestWaitMs = 3_600_000;
/** How waits grow while nothing gets through. */
const waitsForAll = { firstMs: 2_000, longestMs: 5 * 60_000, random: Math.random };
/** How waits for one change grow whose outcome nobody tells. */
const waitsForOne = { firstMs: 1_000, longestMs: 30_000, random: Math.random };
/** How long a closed gate lets a role that was lost, or a clock that was moved, go unnoticed. */
const lookAgainMs = 5_000;

/** Holds every batch of a tenant back until its quota has room, and while Microsoft has asked for patience. */
export class Gate {
  private openAt = 0;
  /** How long it is closed, in milliseconds: a clock that was set back makes it no longer. */
  private closedMs = 0;
  /** How often in a row Microsoft asked for patience and nothing got through in between. */
  private failures = 0;
  private passedThrough = 0;
  private roomier = new AbortController();

  /** @param waits is told whenever nothing gets through: Microsoft asks for patience, or says nothing. The run can say so */
  constructor(
    private readonly timeline: Timeline,
    private readonly quota: Pick<TenantQuota, 'changesAt' | 'sending'>,
    private readonly waits: (how: 'busy' | 'silent') => Promise<void> = async () => {},
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

  /** What was sent has come back: there may be room for others sooner than they thought. */
  cameBack(): void {
    this.roomier.abort();
    this.roomier = new AbortController();
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
    this.closeFor(backoffMs(this.failures, waitsForAll, atLeast), now);
    await this.waits('busy');
  }

  /** Changes that were sent came to nothing without a word, and nobody else's got through meanwhile. */
  noAnswer(): Promise<void> {
    return this.waits('silent');
  }

  /**
   * Resolves once it is open and so many changes may be sent, with whether to go on; at once when the run is not to go on.
   * They are counted as sent when it does.
   */
  async opened(changes: number, goOn: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    const left = (now: number) =>
      Math.max(leftOf(this.openAt, this.closedMs, now), leftOf(this.quota.changesAt(changes), longestWaitMs, now));
    for (;;) {
      if (!(await this.wait(left, goOn, signal))) return false;
      // While it was asked whether to go on, others may have gone ahead.
      if (left(this.timeline.now().getTime()) > 0 && !signal.aborted) continue;
      this.quota.sending(changes);
      return true;
    }
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
      const roomier = AbortSignal.any([signal, this.roomier.signal]);
      await this.timeline.sleepUntil(new Date(now + Math.min(left(now), lookAgainMs)), roomier);
      if (!(await goOn())) return false;
    }
  }
}
