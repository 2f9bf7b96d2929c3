import { failureCount, failureList } from '../pieces/failures.js';
import type { RunView } from '../view.js';

/** Who could not be changed, and why. */
export function failures(view: RunView): string[] {
  const { t, run } = view;
  const work = run.reassign ?? run.restore ?? run.undo;
  if (!work) return [t('run.nobodyTried')];
  const count = failureCount(work);
  if (count === 0) return [t('run.noFailures')];
  const { rows, more } = failureList(view, work);
  return [t('run.failed', { count }), ...rows.map(({ reason, who }) => `**${reason}** ${who}`), ...more];
}
