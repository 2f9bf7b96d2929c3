import type { Logger } from 'pino';
import { Loop } from '../base/loop.js';
import type { Timeline } from '../engine/timeline.js';
import { Duty } from '../storage/duty.js';
import type { Peers } from '../storage/peers.js';
import { type Sweeping, sweep } from './sweep.js';

/**
 * Deletes, once a day, what has been kept long enough. What is kept how long stands in periods.ts, how it is deleted in
 * forget.ts; nothing else in the product deletes what a person or a tenant left behind.
 */

const hour = 3_600_000;

/** By the tenants' clock. Of several processes one does it for all. */
export class Retention extends Loop<Date> {
  private readonly duty: Duty;

  constructor(
    private readonly options: Sweeping & {
      timeline: Timeline;
      peers: Pick<Peers, 'hold'>;
      log: Pick<Logger, 'info' | 'warn' | 'error'>;
    },
  ) {
    super();
    this.duty = new Duty(options.peers, 'retention');
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.duty.letGo();
  }

  protected override ready(): Promise<void> {
    return this.duty.whenMine(this.stopped);
  }

  /** @returns when to look next */
  protected async round(): Promise<Date> {
    const { timeline, log } = this.options;
    const now = timeline.now();
    try {
      await sweep(this.options, this.stopped);
      return new Date(now.getTime() + 24 * hour);
    } catch (error) {
      log.error({ err: error }, 'what was kept long enough could not be deleted; trying again in an hour');
      return new Date(now.getTime() + hour);
    }
  }

  protected rest(until: Date, signal: AbortSignal): Promise<void> {
    return this.options.timeline.sleepUntil(until, signal);
  }
}
