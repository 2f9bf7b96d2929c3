import type { RealTime } from './real-time.js';

export class TookTooLong extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'TookTooLong';
  }
}

/**
 * Waits for a promise, but not longer than `ms`.
 * @throws TookTooLong when the time is up; the work itself goes on unseen.
 */
export async function within<T>(work: Promise<T>, ms: number, time: RealTime): Promise<T> {
  const settled = new AbortController();
  const late = time.sleep(ms, settled.signal).then(() => {
    throw new TookTooLong(ms);
  });
  // The loser of the race must not surface as an unhandled rejection.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    settled.abort();
  }
}
