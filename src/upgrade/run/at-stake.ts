import { isBought } from './bought.js';
import type { Resume } from './resume.js';
import { isOver, type Run, type RunState, type StateName } from './run.js';
import { mayBeThere } from './states/ordering.js';

/** What has been done, and what would be left half done, where a run is ended now. */

type AtStake = {
  /** People who have been moved and were not moved back, of how many; `left` still have the old plan. */
  moved: number;
  total: number;
  left: number;
  /** The new plan is bought: it goes on being billed. */
  bought: boolean;
  /** An order has left, and nothing is known of it yet. */
  orderOpen: boolean;
};

/** Where work on people is under way, or somebody is in the admin center, whatever has come of it so far. */
const underWay: readonly StateName[] = ['reassigning', 'restoring', 'undoing', 'paused', 'adminTask'];

/** What stopping would leave; undefined where nothing has come of the run yet, or it is over. */
export function atStake(run: Run): AtStake | undefined {
  const { state, order } = run;
  if (isOver(run)) return undefined;
  const counts = movedSoFar(run);
  const bought = isBought(run);
  const orderOpen = order?.outcome === 'open' && mayHaveLeft(state);
  const isMoved = counts.moved > 0 || run.undo !== null;
  return bought || orderOpen || isMoved || underWay.includes(state.is) ? { ...counts, bought, orderOpen } : undefined;
}

/** Whether an order that is fixed may have been sent. */
function mayHaveLeft(state: RunState | Resume): boolean {
  switch (state.is) {
    case 'preparing':
    case 'scheduled':
      return false;
    case 'ordering':
      return mayBeThere(state);
    case 'creditCheck':
      return state.of !== 'account';
    case 'needsAttention':
      return mayHaveLeft(state.resume);
    default:
      return true;
  }
}

/** How many people have been moved, and not back, of how many; the rest still have the old plan. */
export function movedSoFar(run: Run): Pick<AtStake, 'moved' | 'total' | 'left'> {
  const { reassign, undo, snapshot, assessment } = run;
  const assigned = assessment.is === 'noSource' ? 0 : assessment.source.assigned;
  const total = reassign?.total ?? undo?.total ?? snapshot?.people ?? assigned;
  // Moving back clears what was moved when it ends; until then both are there.
  const moved = Math.max(0, (reassign?.done ?? 0) - (reassign ? (undo?.done ?? 0) : 0));
  return { moved, total, left: Math.max(0, total - moved) };
}

/** Whether the run has only looked at the tenant: nothing was chosen in it, and nothing came of it. */
export function hasOnlyLooked({ path, plan }: Pick<Run, 'path' | 'plan'>): boolean {
  return path === null && plan === null;
}
