import { onceAborted } from './once-aborted.js';
import type { RealTime } from './real-time.js';

/** Work was waited for no longer; it may still be done. */
export class TookTooLong extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'TookTooLong';
  }
}

/** Why a wait ended that was needed no longer; nobody looks at it, and an error of its own would cost more than the wait. */
const noLonger = 'settled';

/**
 * Waits for a promise, but not longer than `ms` milliseconds.
 * @param giveUp ends the wait at once when it aborts.
 * @throws TookTooLong when the wait is over; the work itself goes on unseen.
 */
export async function within<T>(work: Promise<T>, ms: number, time: RealTime, giveUp?: AbortSignal): Promise<T> {
  const over = new AbortController();
  const end = () => over.abort(noLonger);
  const forget = onceAborted(giveUp, end);
  let isSettled = false;
  const late = new Promise<never>((_resolve, reject) => {
    void time.sleep(ms, over.signal).then(() => {
      if (!isSettled) reject(new TookTooLong(ms));
    });
  });
  // The loser of the race must not surface as an unhandled rejection.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    isSettled = true;
    forget();
    end();
  }
}
