export interface SandboxClock {
  /** Milliseconds since 1970, in the sandbox's time. Never less than it was. */
  now(): number;
  /** Moves the time forward by so many milliseconds. */
  advance(ms: number): void;
  /** Calls the listener whenever the time was moved forward. */
  onAdvance(listener: () => void): void;
  /** Makes sure the time is not before `at`: nothing that has happened lies in the future. */
  atLeast(at: number): void;
}

/** Real time, moved forward by whatever was advanced. `realNow` gives milliseconds since 1970. */
export function createClock(realNow: () => number): SandboxClock {
  let offset = 0;
  let latest = 0;
  const listeners: (() => void)[] = [];
  return {
    now() {
      latest = Math.max(latest, Math.floor(realNow()) + offset);
      return latest;
    },
    advance(ms) {
      offset += ms;
      for (const listener of listeners) listener();
    },
    onAdvance: (listener) => void listeners.push(listener),
    atLeast(at) {
      offset += Math.max(0, at - (Math.floor(realNow()) + offset));
    },
  };
}
