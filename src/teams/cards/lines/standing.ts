import { isPlanSettled } from '../../../upgrade/run/bought.js';
import type { Verb } from '../../../upgrade/run/commands.js';
import type { Run } from '../../../upgrade/run/run.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { newPlan, oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { orderingAs } from './ordering-as.js';

/** Where a run stands and what comes next, whoever's turn it is. */
export function standing(view: RunView): string {
  const { t, run } = view;
  const where = whereIs(run);
  const count = Math.max(1, targetsOf(run).length);
  return t(`standing.${where}`, { plan: newPlan(view), old: oldPlan(run), count });
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
  if (verb === 'undo' && run.state.is === 'reassigning') return 'undoWhileMoving';
  if (verb === 'undo' && run.state.is === 'undoing') return 'undoUnderWay';
  if (verb !== 'choosePlan' && verb !== 'splitPeople') return explained.includes(verb) ? verb : 'other';
  return isPlanSettled(run) ? 'plansBought' : 'choosePlan';
}

/** Why what somebody asked for does not belong to where the run stands, and how it goes on instead. */
export function notNow(view: RunView, verb: Verb | undefined): string {
  return view.t('notes.notNow', { because: whyNotNow(view, verb), standing: standing(view) });
}

/** The reason alone, for an answer to somebody who asked and tried nothing. */
export function whyNotNow({ t, run, words }: RunView, verb: Verb | undefined): string {
  const word = (of: 'pause' | 'undo') => words[of]?.[0] ?? of;
  const why = whyOf(run, verb);
  return t(`because.${why}`, { old: oldPlan(run), pause: word('pause'), undo: word('undo') });
}
