/** How much of one kind, such as of one tenant, is worked on at once, and how much of it may wait for its turn. */
export type ShareLimit = { atOnce: number; waiting: number };

type Line = { working: number; waiting: (() => void)[] };

export type FairShare = <T>(key: string, work: () => Promise<T>, tooMany: () => Promise<T>) => Promise<T>;

/**
 * Lets each key have its share: what comes beyond it waits in line with its like, and holds nobody else up.
 * @returns a function that does the work in its turn, or else what is to be done where the line is full
 */
export function createFairShare({ atOnce, waiting }: ShareLimit): FairShare {
  const lines = new Map<string, Line>();
  return async (key, work, tooMany) => {
    const line = lines.get(key) ?? { working: 0, waiting: [] };
    lines.set(key, line);
    if (line.working >= atOnce) {
      if (line.waiting.length >= waiting) return tooMany();
      // Whoever ends hands their place on, so it is not free in between.
      await new Promise<void>((resolve) => void line.waiting.push(resolve));
    } else line.working += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.working -= 1;
      if (line.working === 0) lines.delete(key);
    }
  };
}
