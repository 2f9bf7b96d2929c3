import type { Claim, Peers } from './peers.js';

/** Work that one process does for all: whichever has it, as long as it is there. */
export class Duty {
  private readonly stopping = new AbortController();
  private claim: Claim | undefined;
  private waiting: Promise<void> | undefined;
  private readonly takers = new Set<() => void>();

  /** @param name tells it from other duties */
  constructor(
    private readonly peers: Pick<Peers, 'hold'>,
    private readonly name: string,
  ) {}

  /** Whether this process has it now. */
  get isMine(): boolean {
    return this.claim !== undefined && !this.claim.lost.aborted;
  }

  /** Aborted once this process has it no longer. */
  get ends(): AbortSignal {
    return this.claim?.lost ?? this.stopping.signal;
  }

  /**
   * Called each time this process comes to have it: what it remembers of the time before may be old. Called before anybody
   * who waits goes on.
   */
  onTaken(taker: () => void): void {
    this.takers.add(taker);
  }

  /** Resolves once this process has it, or the signal aborts. Never rejects. */
  async whenMine(signal: AbortSignal): Promise<void> {
    if (this.isMine || signal.aborted) return;
    this.waiting ??= this.take().finally(() => {
      this.waiting = undefined;
    });
    const { waiting } = this;
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      void waiting.then(resolve);
    });
  }

  /** Lets go of it for good. */
  async letGo(): Promise<void> {
    this.stopping.abort();
    await this.waiting;
    await this.claim?.release();
    this.claim = undefined;
  }

  private async take(): Promise<void> {
    const claim = await this.peers.hold(this.name, this.stopping.signal);
    if (!claim) return;
    this.claim = claim;
    for (const taker of this.takers) taker();
  }
}
