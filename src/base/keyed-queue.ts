export type KeyedQueue = {
  /** Runs the task when all earlier ones with its key have settled. */
  <T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves once every task taken so far has settled. */
  idle(): Promise<void>;
};

/** Runs tasks with the same key one after the other, and tasks with different keys side by side. */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();

  function take<T>(key: string, task: () => Promise<T>): Promise<T> {
    // A task that failed was told to whoever asked for it; the next one has its turn all the same.
    const result = (tails.get(key) ?? Promise.resolve()).then(task, task);
    tails.set(key, result);
    const leave = () => {
      if (tails.get(key) === result) tails.delete(key);
    };
    result.then(leave, leave);
    return result;
  }

  return Object.assign(take, { idle: async () => void (await Promise.allSettled(tails.values())) });
}
