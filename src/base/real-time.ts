import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Time on this machine, for limits and waits. The tenant's time, which a practice cloud may move, is {@link Clock}. */
export type RealTime = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The machine's own clock. Waits do not keep the process alive. */
export function machineTime(): RealTime {
  return {
    now: () => Date.now(),
    async sleep(ms, signal) {
      // Any number may wait on one signal: Node takes more than ten for a leak.
      if (signal) setMaxListeners(0, signal);
      try {
        await delay(ms, undefined, { ref: false, ...(signal ? { signal } : {}) });
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}
