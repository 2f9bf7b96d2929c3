import { atStake } from '../../../upgrade/run/at-stake.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { RunView } from '../view.js';

/** What a card says beside the button that stops; nothing where the question above it tells more. */
export function whatStoppingIs({ t, run, context }: RunView): string | undefined {
  if (context.note?.why === 'askStop') return undefined;
  // Whoever only wants another time must not end the upgrade for it.
  const what = t(run.schedule === null ? 'common.stopping' : 'common.stoppingOrTime');
  const isAnythingDone = atStake(run) !== undefined || isAfterBuying(run);
  return `${what} ${t(isAnythingDone ? 'common.stoppingStays' : 'common.stoppingNothing')}`;
}

const afterBuying: readonly string[] = ['manualVerify', 'manualReassign', 'locating', 'manualCancel', 'kept'];

/** Whether an admin may have bought it by hand, which leaves no order here. */
function isAfterBuying({ state }: Run): boolean {
  if (state.is === 'scheduled') return state.begins === 'reassign';
  const where = state.is === 'needsAttention' ? state.resume : state;
  return afterBuying.includes(where.is) || where.is === 'adminTask';
}
