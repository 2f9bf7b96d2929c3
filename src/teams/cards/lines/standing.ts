import { isPlanSettled } from '../../../upgrade/run/bought.js';
import type { Verb } from '../../../upgrade/run/commands.js';
import type { Run } from '../../../upgrade/run/run.js';
import { newPlan, oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { orderingAs } from './ordering-as.js';

/** Where a run stands and what comes next, whoever's turn it is. */
export function standing(view: RunView): string {
  const { t, run } = view;
  const where = whereIs(run);
  return t(`standing.${where}`, { plan: newPlan(view), old: oldPlan(run) });
}

function whereIs({ state, seatsToBuy }: Run) {
  if (state.is === 'ordering') return orderingAs(state);
  const isMore = seatsToBuy !== null && (state.is === 'cart' || state.is === 'checkout');
  return isMore ? (`${state.is}More` as const) : state.is;
}

/** Verbs of which it can be said when they can be done. */
const explained: readonly (Verb | undefined)[] = [
  ...(['pause', 'resume', 'cancelOld', 'keepOld', 'placeOrder', 'undo', 'retry', 'retryFailed', 'reassign'] as const),
  ...(['stop', 'watch', 'upgradeManually', 'setLocation'] as const),
];

function whyOf(run: Run, verb: Verb | undefined) {
  if (verb !== 'choosePlan' && verb !== 'splitPeople') return explained.includes(verb) ? verb : 'other';
  return isPlanSettled(run) ? 'plansBought' : 'choosePlan';
}

/** Why what somebody asked for does not belong to where the run stands, and how it goes on instead. */
export function notNow(view: RunView, verb: Verb | undefined): string {
  const { t, run } = view;
  const why = whyOf(run, verb);
  const because = t(`because.${why}`, { old: oldPlan(run) });
  return t('notes.notNow', { because, standing: standing(view) });
}
