import { setMaxListeners } from 'node:events';
import type { Clock } from '../upgrade/ports.js';

/** A clock that can also be waited on. Where the clock can be moved, sleepers wake as soon as it has passed them. */
export interface Timeline extends Clock {
  /**
   * Resolves once the clock shows `until`, or was set back, after which nobody knows how long that would be; at once when
   * the signal aborts. Never rejects.
   */
  sleepUntil(until: Date, signal: AbortSignal): Promise<void>;
}

const longestTimerMs = 60_000;
/** Clocks are put right by less all the time. */
const setBackMs = 60_000;

/**
 * @param onJump tells a listener when the clock was moved; returns a function that ends it. Left out for a clock that
 * only runs.
 */
export function createTimeline(clock: Clock, onJump: (listener: () => void) => () => void = () => () => {}): Timeline {
  return {
    now: () => clock.now(),
    sleepUntil(until, signal) {
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        let latest = Number.NEGATIVE_INFINITY;
        const look = () => {
          clearTimeout(timer);
          const now = clock.now().getTime();
          latest = Math.max(latest, now);
          const left = until.getTime() - now;
          if (left <= 0 || latest - now > setBackMs || signal.aborted) return end();
          timer = setTimeout(look, Math.min(left, longestTimerMs));
        };
        const forget = onJump(look);
        const end = () => {
          clearTimeout(timer);
          forget();
          signal.removeEventListener('abort', end);
          resolve();
        };
        // Any number may wait on one signal: Node takes more than ten for a leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', end);
        look();
      });
    },
  };
}
