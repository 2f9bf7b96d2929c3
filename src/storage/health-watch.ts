import { TookTooLong, within } from '../base/deadline.js';
import { Loop } from '../base/loop.js';
import type { RealTime } from '../base/real-time.js';
import type { Documents } from './documents.js';

/** How the bot is. Nobody's name or id is in it. */
export type Health = {
  /** Whether turns can be taken. */
  ready: boolean;
  /** Only a restart helps. */
  lost?: true;
  /** Why not, for the operator. */
  reasons: readonly string[];
  /** How many documents of each kind wait to be put right: a tenant's own trouble, not the bot's. */
  setAside: Record<string, number>;
};

const wellMs = 15_000;
/** Sooner, so that turns are taken again as soon as they can be. */
const unwellMs = 2_000;
const patienceMs = 5_000;

/**
 * Looks again and again whether changes can be kept, which takes a write, and remembers what it saw: being asked costs
 * nothing, however often.
 */
export class HealthWatch extends Loop<number> {
  private told: Health = { ready: false, reasons: ['starting'], setAside: {} };
  private asking: Promise<Health> | undefined;

  constructor(
    private readonly documents: Pick<Documents, 'health' | 'setAside'>,
    private readonly time: RealTime,
  ) {
    super();
  }

  /** What was seen last. */
  tell(): Health {
    return this.told;
  }

  /** Looks once. Never rejects. */
  async look(): Promise<void> {
    const seen = await this.seen();
    if (!this.stopped.aborted) this.told = seen;
  }

  override stop(): Promise<void> {
    this.told = { ...this.told, ready: false, reasons: ['stopping'] };
    return super.stop();
  }

  protected async round(): Promise<number> {
    await this.look();
    return this.told.ready ? wellMs : unwellMs;
  }

  protected rest(ms: number, signal: AbortSignal): Promise<void> {
    return this.time.sleep(ms, signal);
  }

  private async seen(): Promise<Health> {
    // A disk that hangs is asked once: each question more would hang as well.
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    try {
      return await within(this.asking, patienceMs, this.time, this.stopped);
    } catch (error) {
      const why = error instanceof TookTooLong ? 'the disk does not answer: check it' : 'the store failed: see the log';
      return { ...this.told, ready: false, reasons: [why] };
    }
  }

  private async ask(): Promise<Health> {
    const writing = await this.documents.health();
    const setAside = Object.fromEntries(await this.documents.setAside());
    const lost = !writing.ok && writing.lost === true;
    return { ready: writing.ok, ...(lost ? { lost } : {}), reasons: writing.ok ? [] : [writing.reason], setAside };
  }
}
