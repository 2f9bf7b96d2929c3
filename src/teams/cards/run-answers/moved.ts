import { movedSoFar } from '../../../upgrade/run/at-stake.js';
import { eitherPlan, oldPlan, people } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** How many have been moved and how many are left; nothing before anybody was to be moved. */
export function moved(view: RunView): string[] {
  const { t, format, run } = view;
  if (run.reassign === null) return [];
  const { moved, total, left } = movedSoFar(run);
  const plans = { plan: eitherPlan(view), old: oldPlan(run) };
  if (left === 0) return [t('run.countsAll', { ...plans, total: people(total, view) })];
  return [
    t('run.counts', { ...plans, moved: format.number(moved), total: people(total, view), left: people(left, view) }),
  ];
}
