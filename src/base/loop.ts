/** Does something again and again until it is stopped. Each round says how to wait after it; a nudge ends the wait. */
export abstract class Loop<Wait> {
  private readonly stopping = new AbortController();
  private wake = new AbortController();
  private going: Promise<void> | undefined;

  /** One round; must not reject. */
  protected abstract round(): Promise<Wait>;
  /** Waits as a round said, or until the signal aborts. */
  protected abstract rest(wait: Wait, signal: AbortSignal): Promise<void>;

  /** Resolves once a round may begin; at once, unless something says otherwise. Must not reject. */
  protected ready(): Promise<void> | void {}

  /** Begins; once is enough. */
  start(): void {
    this.going ??= this.go();
  }

  /** Begins a new round now, or as soon as the one under way has ended. */
  nudge(): void {
    this.wake.abort();
  }

  /** Resolves once no round is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.going;
  }

  /** Aborted once this is to stop. */
  protected get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  private async go(): Promise<void> {
    while (!this.stopped.aborted) {
      this.wake = new AbortController();
      await this.ready();
      if (this.stopped.aborted) return;
      const wait = await this.round();
      await this.rest(wait, AbortSignal.any([this.stopped, this.wake.signal]));
    }
  }
}
