import type { RealTime } from '../../base/real-time.js';

/** `over` for the first turn beyond the limit, `stillOver` for those after it, until the person slows down. */
export type Pace = 'fine' | 'over' | 'stillOver';

export type PaceLimit = { turns: number; windowMs: number };
export const defaultPace: PaceLimit = { turns: 60, windowMs: 10_000 };

/** Watches how fast each person takes turns. Memory is bounded by the people seen within one window. */
export function createPace(time: Pick<RealTime, 'now'>, limit: PaceLimit = defaultPace): (person: string) => Pace {
  const people = new Map<string, { turns: number[]; told: boolean }>();
  let sweptAt = time.now();

  const sweep = (now: number): void => {
    if (now - sweptAt < limit.windowMs) return;
    sweptAt = now;
    for (const [person, seen] of people) {
      if (now - (seen.turns.at(-1) ?? 0) >= limit.windowMs) people.delete(person);
    }
  };

  return (person) => {
    const now = time.now();
    sweep(now);
    const seen = people.get(person) ?? { turns: [], told: false };
    // The newest turns alone decide, so a flood costs no memory.
    const turns = seen.turns.filter((at) => now - at < limit.windowMs).slice(-limit.turns);
    const over = turns.length >= limit.turns;
    people.set(person, { turns: [...turns, now], told: over });
    if (!over) return 'fine';
    return seen.told ? 'stillOver' : 'over';
  };
}
