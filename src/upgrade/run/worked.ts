import { movesOf } from './moves.js';
import type { Run } from './run.js';

/** How long a run has worked on people, without the time in which it waited for somebody, as its own log tells. */

/** Work on people that people begin, in as many passes as it takes. */
type Passes = 'reassigning' | 'undoing';

const begins: Partial<Record<string, Passes>> = {
  reassign: 'reassigning',
  retryFailed: 'reassigning',
  scheduleBegun: 'reassigning',
  startNow: 'reassigning',
  located: 'reassigning',
  undo: 'undoing',
};
const goesOn: readonly string[] = ['resume', 'retry', 'permission'];
const ends: readonly string[] = ['reassigned', 'undone', 'pause', 'needsAttention', 'stop', 'roleLost'];

type Move = { at: string; what: string };
/** A pass that was begun; `until` null: it is under way. */
type Pass = { of: Passes; from: number; until: number | null };

/**
 * Milliseconds worked on moving people, or on moving them back, in all its passes; 0 where nothing was. Moving begins anew once
 * everyone is back.
 */
export function workedMs(run: Pick<Run, 'audit' | 'state'>, of: Passes, now: Date): number {
  const moves = movesOf(run);
  const anew = of === 'reassigning' ? moves.findLastIndex(({ what }) => what === 'undone') + 1 : 0;
  const isUnderWay = run.state.is === of;
  return passesIn(moves.slice(anew))
    .filter((pass) => pass.of === of && (pass.until !== null || isUnderWay))
    .reduce((sum, { from, until }) => sum + Math.max(0, (until ?? now.getTime()) - from), 0);
}

function passesIn(moves: readonly Move[]): Pass[] {
  const passes: Pass[] = [];
  let latest: Pass | undefined;
  let open: Pass | undefined;
  for (const { at, what } of moves) {
    const of = begins[what] ?? (goesOn.includes(what) ? latest?.of : undefined);
    if (of !== undefined) {
      open = { of, from: Date.parse(at), until: null };
      latest = open;
    } else if (open && ends.includes(what)) {
      passes.push({ ...open, until: Date.parse(at) });
      open = undefined;
    }
  }
  return open ? [...passes, open] : passes;
}
