import { atStake } from '../../../upgrade/run/at-stake.js';
import type { RunView } from '../view.js';

/** What a card says beside the button that stops; nothing where the question above it tells more. */
export function whatStoppingIs({ t, run, context }: RunView): string | undefined {
  if (context.note?.why === 'askStop') return undefined;
  // Whoever only wants another time must not end the upgrade for it.
  const what = t(run.schedule === null ? 'common.stopping' : 'common.stoppingOrTime');
  return `${what} ${t(atStake(run) ? 'common.stoppingStays' : 'common.stoppingNothing')}`;
}
