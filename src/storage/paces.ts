import { BoundedMap } from '../base/bounded-map.js';
import { keyOf } from '../base/key-of.js';
import { ageOf } from '../base/left-of.js';
import { machineTime, type RealTime } from '../base/real-time.js';

/** `over` for the first turn beyond the limit, `stillOver` for those after it, until the person slows down. */
export type Pace = 'fine' | 'over' | 'stillOver';

/** So many turns in so many milliseconds. */
export type PaceLimit = { turns: number; windowMs: number };

/** How fast each person takes turns, whichever process takes them. */
export interface Paces {
  /**
   * Counts a turn. Never rejects.
   * @param what what is limited, such as `turns`: each is counted by itself
   */
  take(what: string, person: string, limit: PaceLimit): Promise<Pace> | Pace;
}

const mostPeople = 10_000;

/** In the memory of one process, for as long as it lives: those who took a turn last are remembered. */
export function memoryPaces(time: Pick<RealTime, 'now'> = machineTime()): Paces {
  const people = new BoundedMap<string, { turns: number[]; told: boolean }>(mostPeople);
  return {
    take(what, person, limit) {
      const who = keyOf(what, person);
      const now = time.now();
      const seen = people.get(who) ?? { turns: [], told: false };
      // The newest turns alone decide, so a flood costs no memory.
      const turns = seen.turns.filter((at) => ageOf(at, now) < limit.windowMs).slice(-limit.turns);
      const over = turns.length >= limit.turns;
      people.set(who, { turns: [...turns, now], told: over });
      if (!over) return 'fine';
      return seen.told ? 'stillOver' : 'over';
    },
  };
}
