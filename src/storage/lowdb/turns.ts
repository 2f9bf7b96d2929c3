/** Jobs in line: those with the same key run one after another in the order they came, others side by side. */
export type Turns = {
  take<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Resolves once every job taken so far has settled. */
  idle(): Promise<void>;
};

/** lowdb's own `write()` never settles while writes keep coming, so the line is kept here, in front of it. */
export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(key, job) {
      const before = tails.get(key) ?? Promise.resolve();
      // A failed job was reported to whoever asked for it; the next one has its turn all the same.
      const turn = before.then(job, job);
      tails.set(key, turn);
      const leave = () => {
        if (tails.get(key) === turn) tails.delete(key);
      };
      turn.then(leave, leave);
      return turn;
    },
    async idle() {
      await Promise.allSettled(tails.values());
    },
  };
}
