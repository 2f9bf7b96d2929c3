import type { Verb } from '../../../upgrade/run/commands.js';
import { newPlan, oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** Where a run stands and what comes next, whoever's turn it is. */
export function standing(view: RunView): string {
  const { t, run } = view;
  return t(`standing.${run.state.is}`, { plan: newPlan(view), old: oldPlan(run) });
}

/** Verbs of which it can be said when they can be done. */
const explained: readonly (Verb | undefined)[] = [
  ...(['pause', 'resume', 'cancelOld', 'keepOld', 'placeOrder', 'undo', 'retry', 'retryFailed', 'reassign'] as const),
  ...(['choosePlan', 'stop', 'watch', 'upgradeManually', 'setLocation'] as const),
];

/** Why what somebody asked for does not belong to where the run stands, and how it goes on instead. */
export function notNow(view: RunView, verb: Verb | undefined): string {
  const { t, run } = view;
  const known = explained.includes(verb) ? verb : 'other';
  const because = t(`because.${known}`, { old: oldPlan(run) });
  return t('notes.notNow', { because, standing: standing(view) });
}
