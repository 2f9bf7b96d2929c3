import { due } from './due.js';
import { amend } from './record.js';
import { isOver, type Run } from './run.js';

/** When a run may be deleted, and what it is without somebody who is. */

/**
 * Since when nothing can happen to the run any more by itself; undefined while it is open, or its old plan is still to
 * run out: neither is ever deleted.
 */
export function overSince(run: Run): Date | undefined {
  const { state, audit } = run;
  if (!isOver(run) || due(run) !== undefined) return undefined;
  const ended = 'at' in state ? [state.at] : [];
  const told = audit.filter(({ what }) => what === 'ranOut' || what === 'renewed').map(({ at }) => at);
  return new Date(Math.max(...[run.openedAt, ...ended, ...told].map((at) => Date.parse(at))));
}

/** The run without a person among those it tells. What they did in it stays in its audit. */
export function withoutFollower(run: Run, personId: string): Run {
  if (![...run.followers, ...run.left].includes(personId)) return run;
  const others = (ids: readonly string[]) => ids.filter((id) => id !== personId);
  return amend(run, { followers: others(run.followers), left: others(run.left) });
}
