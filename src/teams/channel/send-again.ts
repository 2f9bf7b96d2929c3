import { backoffMs } from '../../base/backoff.js';
import type { RealTime } from '../../base/real-time.js';
import { judge, passes } from './send-failure.js';

/** How often a message is tried, and how long it may be waited for at a time. */
type Patience = { attempts: number; longestWaitMs: number };

/** A turn has ten to fifteen seconds in all, so an answer is tried a few times, soon, or not at all. */
const insideTurn: Patience = { attempts: 3, longestWaitMs: 2_500 };
/** How waits between attempts to send grow. */
const sendingWaits = { firstMs: 1_000, longestMs: 10 * 60_000 };
/** Nobody's turn waits for it. */
export const afterTurn: Patience = { attempts: 8, longestWaitMs: 10 * 60_000 };

/**
 * Sends an answer, again where the connector says that it may be; inside a turn, unless told otherwise.
 * @throws the last failure
 */
export async function sendAgain<T>(
  send: () => Promise<T>,
  time: RealTime,
  random: () => number,
  { attempts, longestWaitMs }: Patience = insideTurn,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const failure = judge(error);
      if (!passes(failure) || attempt >= attempts) throw error;
      const wait = backoffMs(attempt, { ...sendingWaits, random }, failure.retryAfterMs);
      if (wait > longestWaitMs) throw error;
      await time.sleep(wait);
    }
  }
}
