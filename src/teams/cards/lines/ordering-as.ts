import type { Run } from '../../../upgrade/run/run.js';
import { isDoubted, mayBeThere } from '../../../upgrade/run/states/ordering.js';

/** Which of the locale's words say how far an order has come: got ready, on its way, sent and looked for, or taken. */
export function orderingAs(state: Extract<Run['state'], { is: 'ordering' }>) {
  if (state.seen) return 'orderingTaken';
  if (!mayBeThere(state)) return 'orderingPrepares';
  return isDoubted(state) ? 'orderingDoubted' : 'ordering';
}
