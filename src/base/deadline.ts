import { onceAborted } from './once-aborted.js';
import type { RealTime } from './real-time.js';

/** Work was waited for no longer; it may still be done. */
export class TookTooLong extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'TookTooLong';
  }
}

/**
 * Waits for a promise, but not longer than `ms` milliseconds.
 * @param giveUp ends the wait at once when it aborts.
 * @throws TookTooLong when the wait is over; the work itself goes on unseen.
 */
export function within<T>(work: Promise<T>, ms: number, time: RealTime, giveUp?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => {
      settled();
      reject(new TookTooLong(ms));
    };
    let forget: (() => void) | undefined;
    const stop = time.after(ms, late);
    const settled = () => {
      stop();
      forget?.();
    };
    // Heard to the end: who loses must not surface as an unhandled rejection.
    work.then(
      (value) => {
        settled();
        resolve(value);
      },
      (error: unknown) => {
        settled();
        reject(error);
      },
    );
    // What is done by now counts, though somebody has given up already.
    forget = onceAborted(
      giveUp,
      () =>
        void Promise.resolve()
          .then(() => undefined)
          .then(late),
    );
  });
}
