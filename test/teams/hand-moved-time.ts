import type { RealTime } from '../../src/teams/real-time.js';

export type HandMovedTime = RealTime & {
  /** Moves the time and wakes whoever slept until then. */
  advance(ms: number): void;
  /** Resolves once somebody sleeps at least this long. */
  asleep(atLeastMs: number): Promise<void>;
};

/** A clock that stands still until it is moved. */
export function handMovedTime(start = Date.UTC(2026, 2, 4, 9, 30)): HandMovedTime {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const watchers = new Set<() => void>();
  return {
    now: () => now,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
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
    advance(ms) {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.until <= now) sleeper.wake();
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
}
