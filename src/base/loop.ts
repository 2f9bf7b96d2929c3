/** Does something again and again until it is stopped. Each round says how to wait after it; a nudge ends the wait. */
export class Loop<Wait> {
  private readonly stopping = new AbortController();
  private wake = new AbortController();
  private going: Promise<void> | undefined;

  /**
   * @param round one round; must not reject.
   * @param sleep waits as the round said, or until the signal aborts.
   */
  constructor(
    private readonly round: () => Promise<Wait>,
    private readonly sleep: (wait: Wait, signal: AbortSignal) => Promise<void>,
  ) {}

  /** Aborted once this is to stop. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  /** Begins a new round now, or as soon as the one under way has ended. */
  nudge(): void {
    this.wake.abort();
  }

  start(): void {
    this.going ??= this.go();
  }

  /** Resolves once no round is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.going;
  }

  private async go(): Promise<void> {
    while (!this.stopped.aborted) {
      this.wake = new AbortController();
      const wait = await this.round();
      await this.sleep(wait, AbortSignal.any([this.stopped, this.wake.signal]));
    }
  }
}
