/** Calls `task` for every item, at most `limit` at once. Rejects with the first failure, after the running ones ended. */
export async function concurrently<T>(
  items: AsyncIterable<T>,
  limit: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  try {
    for await (const item of items) {
      if (failures.length > 0) break;
      const one: Promise<void> = task(item)
        .catch((error: unknown) => {
          failures.push(error);
        })
        .finally(() => running.delete(one));
      running.add(one);
      if (running.size >= limit) await Promise.race(running);
    }
  } finally {
    // Also when the items themselves cannot be read: nothing may go on after this has ended.
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
}
