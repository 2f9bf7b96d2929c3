import type { Run } from '../../../upgrade/run/run.js';
import { isDoubted, mayBeThere } from '../../../upgrade/run/states/ordering.js';

/** Which of the locale's words say how far an order has come: got ready, on its way, or sent and looked for. */
export function orderingAs(state: Extract<Run['state'], { is: 'ordering' }>) {
  if (!mayBeThere(state)) return 'orderingPrepares';
  return isDoubted(state) ? 'orderingDoubted' : 'ordering';
}
