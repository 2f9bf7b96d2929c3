import { onceAborted } from './once-aborted.js';

/** Time on this machine, for limits and waits. The tenant's time, which a practice cloud may move, is {@link Clock}. */
export type RealTime = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `then` after `ms` milliseconds, for waits of which there are many. @returns what keeps it from being called */
  after(ms: number, then: () => void): () => void;
};

/** The machine's own clock. Waits do not keep the process alive. */
export function machineTime(): RealTime {
  const after = (ms: number, then: () => void) => {
    const timer = setTimeout(then, ms).unref();
    return () => clearTimeout(timer);
  };
  return {
    now: () => Date.now(),
    // No promise of Node's own: that rejects where it is cut short, with an error and its stack for each wait.
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const end = () => {
          stop();
          forget();
          resolve();
        };
        const stop = after(ms, end);
        const forget = onceAborted(signal, end);
      }),
    after,
  };
}
