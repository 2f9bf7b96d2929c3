import type { Timeline } from '../timeline.js';

const busyWaitMs = 2_000;
const longestWaitMs = 3_600_000;
/** How long a closed gate lets a pause or a stop go unnoticed. */
const lookAgainMs = 5_000;

/** Holds every batch of a tenant back while Microsoft has asked for patience. */
export class Gate {
  private openAt = 0;

  constructor(private readonly timeline: Timeline) {}

  close(retryAfterMs: number | undefined): void {
    const wait = Math.min(Math.max(retryAfterMs ?? busyWaitMs, 0), longestWaitMs);
    this.openAt = Math.max(this.openAt, this.timeline.now().getTime() + wait);
  }

  /** Resolves once it is open, with whether to go on; at once when the run is not to go on. */
  async pass(goOn: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const now = this.timeline.now().getTime();
      if (now >= this.openAt) return goOn();
      await this.timeline.sleepUntil(new Date(Math.min(this.openAt, now + lookAgainMs)), signal);
      if (!(await goOn())) return false;
    }
  }
}
