import type { Run } from '../../upgrade/run/run.js';
import type { KeptPages } from './kept-pages.js';
import type { ReportedPerson } from './outcome.js';

/** How long a report is kept, and so how long a link to it lives, in milliseconds. */
const lifeMs = 15 * 60_000;

/** One report: read when its people are asked for first, and not again unless that failed. */
export class KeptReport {
  readonly ends: Date;
  private making: Promise<KeptPages> | undefined;
  private readers = 0;
  private dropped = false;

  /** @param read reads everybody, as they are then */
  constructor(
    readonly id: string,
    readonly run: Run,
    readonly asOf: Date,
    private readonly read: () => Promise<KeptPages>,
  ) {
    this.ends = new Date(asOf.getTime() + lifeMs);
  }

  /** Everyone, in pages; any number may read at once. Rejects with a PortError when Graph can't be read. */
  readonly people: AsyncIterable<readonly ReportedPerson[]> = {
    [Symbol.asyncIterator]: () => this.pages(),
  };

  /** Lets go of what is kept, once nobody reads it any more. */
  drop(): void {
    this.dropped = true;
    this.closeUnread();
  }

  private async *pages(): AsyncGenerator<readonly ReportedPerson[]> {
    this.readers += 1;
    try {
      yield* (await this.made()).all();
    } finally {
      this.readers -= 1;
      this.closeUnread();
    }
  }

  private async made(): Promise<KeptPages> {
    this.making ??= this.read();
    const making = this.making;
    try {
      return await making;
    } catch (error) {
      // Whoever asks next tries again.
      if (this.making === making) this.making = undefined;
      throw error;
    }
  }

  private closeUnread(): void {
    if (!this.dropped || this.readers > 0) return;
    const { making } = this;
    this.making = undefined;
    making?.then((pages) => pages.close()).catch(() => undefined);
  }
}
