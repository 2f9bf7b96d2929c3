import { backoffMs } from './backoff.js';
import type { RealTime } from './real-time.js';
import { judge } from './send-failure.js';

/** A turn has ten to fifteen seconds in all, so an answer is tried a few times, soon, or not at all. */
const attempts = 3;
const longestWaitMs = 2_500;

/** Sends an answer inside a turn, again where the connector says that it may be. @throws the last failure */
export async function sendAgain<T>(send: () => Promise<T>, time: RealTime, random: () => number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const failure = judge(error);
      if (failure.is !== 'tryAgain' || attempt >= attempts) throw error;
      const wait = backoffMs(attempt, random, failure.retryAfterMs);
      if (wait > longestWaitMs) throw error;
      await time.sleep(wait);
    }
  }
}
