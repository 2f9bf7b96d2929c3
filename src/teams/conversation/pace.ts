import { BoundedMap } from '../../base/bounded-map.js';
import type { ShareLimit } from '../../base/fair-share.js';
import type { RealTime } from '../../base/real-time.js';

/** `over` for the first turn beyond the limit, `stillOver` for those after it, until the person slows down. */
export type Pace = 'fine' | 'over' | 'stillOver';

type PaceLimit = { turns: number; windowMs: number };
/** How many turns a person may take. */
export const turnLimit: PaceLimit = { turns: 60, windowMs: 10_000 };
/** Teams tells of one installation in two ways. */
export const welcomeLimit: PaceLimit = { turns: 1, windowMs: 10_000 };

/**
 * How many turns of one tenant are taken at once: its admins are few, and a turn may wait for Graph. Those that wait for
 * theirs stay well below what the door lets in of one address, so that a flood of one tenant leaves others room there.
 */
export const tenantShare: ShareLimit = { atOnce: 8, waiting: 120 };

const mostPeople = 10_000;

/** Watches how fast each person takes turns: those who took one last are remembered. */
export function createPace(time: Pick<RealTime, 'now'>, limit: PaceLimit): (person: string) => Pace {
  const people = new BoundedMap<string, { turns: number[]; told: boolean }>(mostPeople);
  return (person) => {
    const now = time.now();
    const seen = people.get(person) ?? { turns: [], told: false };
    // The newest turns alone decide, so a flood costs no memory.
    const turns = seen.turns.filter((at) => now - at < limit.windowMs).slice(-limit.turns);
    const over = turns.length >= limit.turns;
    people.set(person, { turns: [...turns, now], told: over });
    if (!over) return 'fine';
    return seen.told ? 'stillOver' : 'over';
  };
}
