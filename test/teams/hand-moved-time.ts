import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RealTime } from '../../src/base/real-time.js';

export type HandMovedTime = RealTime & {
  /** Moves the time and wakes whoever slept until then. */
  advance(ms: number): void;
  /** Lets sleeps shorter than `below` (3,000 ms) pass at once until the work is done. */
  until<T>(work: Promise<T>, below?: number): Promise<T>;
  /** Resolves once somebody sleeps at least this long. */
  asleep(atLeastMs: number): Promise<void>;
};

/** A clock that stands still until it is moved. */
export function handMovedTime(start = Date.UTC(2026, 2, 4, 9, 30)): HandMovedTime {
  let now = start;
  let hurried = 0;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const watchers = new Set<() => void>();
  const advance = (ms: number): void => {
    now += ms;
    for (const sleeper of [...sleepers]) if (sleeper.until <= now) sleeper.wake();
  };
  const time: HandMovedTime = {
    advance,
    now: () => now,
    after(ms, then) {
      const over = new AbortController();
      void time.sleep(ms, over.signal).then(() => over.signal.aborted || then());
      return () => over.abort();
    },
    async until(work, below = 3_000) {
      hurried = below;
      const left = [...sleepers].map((sleeper) => sleeper.until - now).filter((ms) => ms < below);
      advance(Math.max(0, ...left));
      try {
        return await work;
      } finally {
        hurried = 0;
      }
    },
    sleep(ms, signal) {
      if (signal?.aborted || ms <= 0) return Promise.resolve();
      if (ms < hurried) {
        advance(ms);
        // What needs no time is done first.
        return nextTurn();
      }
      return new Promise((resolve) => {
        const sleeper = {
          until: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        for (const look of [...watchers]) look();
      });
    },
    asleep(atLeastMs) {
      const some = () => [...sleepers].some(({ until }) => until - now >= atLeastMs);
      if (some()) return Promise.resolve();
      return new Promise((resolve) => {
        const look = (): void => {
          if (!some()) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      });
    },
  };
  return time;
}
