import { due } from './due.js';
import { amend } from './record.js';
import { isOver, type Run, type StateName } from './run.js';

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

/** States in which all that happened is that somebody asked, and was answered. */
const asking: readonly StateName[] = ['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout'];

/** Whether the run is no more than a question: nothing was ever ordered, moved or ended in it, nor set for a time. */
function isOnlyAQuestion(run: Run): boolean {
  const { state, order, earlierOrders, snapshot, cancelled, cancelSent, schedule } = run;
  const untouched = order === null && earlierOrders.length === 0 && snapshot === null && schedule === null;
  return asking.includes(state.is) && untouched && cancelled.length === 0 && !cancelSent;
}

/** Whether the run may be deleted with its tenant: it is over, or was never more than a question. */
export const mayGoWithTenant = (run: Run): boolean => overSince(run) !== undefined || isOnlyAQuestion(run);

/** The run without a person among those it tells. What they did in it stays in its audit. */
export function withoutFollower(run: Run, personId: string): Run {
  if (![...run.followers, ...run.left].includes(personId)) return run;
  const others = (ids: readonly string[]) => ids.filter((id) => id !== personId);
  return amend(run, { followers: others(run.followers), left: others(run.left) });
}
