import {
  type Allowed,
  cameThrough,
  freshMeter,
  type Meter,
  readyAt,
  refused,
  together,
  toldUsed,
  used,
} from './meter.js';

/** How long is waited after a refusal that does not say, in milliseconds. */
const unsaidMs = 5_000;

/** One quota that is used now: a meter, and the time. */
export class Quota {
  private meter: Meter;
  private usedSince = 0;

  /** @param now milliseconds since the epoch; `gentle` see {@link freshMeter} */
  constructor(
    private allowed: Allowed,
    private readonly now: () => number,
    gentle = true,
  ) {
    this.meter = freshMeter(allowed, now(), gentle);
  }

  /** When so much may be used: now, or later. */
  readyAt(amount: number): number {
    return readyAt(this.meter, this.allowed, amount, this.now());
  }

  use(amount: number): void {
    this.usedSince += amount;
    this.meter = used(this.meter, this.allowed, amount, this.now());
  }

  cameThrough(amount: number): void {
    this.meter = cameThrough(this.meter, amount);
  }

  told(share: number): void {
    this.meter = toldUsed(this.meter, this.allowed, share, this.now());
  }

  refused(waitMs = unsaidMs): void {
    this.meter = refused(this.meter, this.allowed, waitMs, this.now());
  }

  /** How much was used since it was put together with what others use. */
  get unshared(): number {
    return this.usedSince;
  }

  /**
   * Puts together what others wrote down of it, and what is known here.
   * @returns what is to be written down, and what to do once it is
   */
  shareWith(shared: Meter | undefined): { meter: Meter; shared: () => void } {
    const since = this.usedSince;
    const meter = shared ? together(shared, this.meter, since, this.allowed, this.now()) : this.meter;
    return {
      meter,
      shared: () => {
        this.usedSince -= since;
        if (shared) this.meter = together(meter, this.meter, this.usedSince, this.allowed, this.now());
      },
    };
  }

  /** The limit turned out to be another. */
  limitedTo(amount: number): void {
    this.allowed = { ...this.allowed, amount };
  }
}
