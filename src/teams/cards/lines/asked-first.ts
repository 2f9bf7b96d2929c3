import { isSourcePlan } from '../../../upgrade/plans/plans.js';
import { atStake, movedSoFar } from '../../../upgrade/run/at-stake.js';
import { confirmedCommand } from '../confirmed-command.js';
import { button } from '../frame/elements.js';
import { type AskedBack, isAskedBack, type Note } from '../note.js';
import { itemsInCart, itemText } from '../pieces/order-items.js';
import { minutesToMove } from '../pieces/pace.js';
import { boughtPlan, duration, eitherPlan, leftPlan, newPlan, oldPlan, people } from '../pieces/pieces.js';
import { totals } from '../run/cart.js';
import type { Element, RunView } from '../view.js';
import { momentText } from './appointment.js';
import { whatEndingDoes } from './ending-outlook.js';

/** What is asked back before something is ended, taken back or paid for that somebody wrote in a word. */

/** How things stand after the run is stopped now: who has what, and what goes on being billed. Empty: nothing came of it. */
export function whatStoppingLeaves(view: RunView): string[] {
  const { t, format, run } = view;
  const stake = atStake(run);
  if (!stake) return [];
  const { moved, total, left, bought, orderOpen } = stake;
  const byHand = run.path === 'manual';
  return [
    ...(moved > 0
      ? [t('atStake.moved', { moved: format.number(moved), total: people(total, view), plan: eitherPlan(view) })]
      : [t('atStake.nobodyMoved')]),
    ...(moved > 0 && left > 0 ? [t('atStake.left', { left: people(left, view), plan: oldPlan(run) })] : []),
    ...(bought ? [t('atStake.bought', boughtPlan(view))] : []),
    ...(orderOpen ? [t('atStake.orderOpen', { plan: newPlan(view) })] : []),
    t(byHand && bought ? 'atStake.oldBilled' : 'atStake.oldStays', { plan: oldPlan(run) }),
    t('atStake.again'),
  ];
}

/** What moving everyone back does, and what stays. */
export function whatUndoingDoes(view: RunView): string[] {
  const { t, run, context } = view;
  const plans = { from: oldPlan(run), to: eitherPlan(view) };
  const minutes = minutesToMove(run, movedSoFar(run).moved, context.now);
  return [
    t('undo.does', plans),
    t('undo.stays', plans),
    ...(minutes === undefined ? [] : [t('undo.takes', { time: duration(minutes, view) })]),
  ];
}

/** What is ordered, and what is paid for it. */
function whatOrderingSpends(view: RunView): string[] {
  const { t, run } = view;
  const { cart } = run;
  if (!cart) return [];
  return [
    ...itemsInCart(view, cart).map((item) => t('askFirst.order', { item: itemText(view, item) })),
    ...totals(view, cart).map(({ title, value }) => t('askFirst.fact', { title, value })),
  ];
}

/** What begins now rather than at its time. */
function whatStartingDoes(view: RunView): string[] {
  const { t, run } = view;
  const { state, schedule } = run;
  if (state.is !== 'scheduled' || !schedule) return [];
  return [
    t(`askFirst.start.${state.begins}`, { from: oldPlan(run), to: eitherPlan(view), at: momentText(view, schedule) }),
  ];
}

const confirmedBy = {
  askStop: 'stopConfirmed',
  askUndo: 'undoConfirmed',
  askOrder: 'orderConfirmed',
  askCancel: 'cancelConfirmed',
  askStart: 'startConfirmed',
} as const satisfies Record<AskedBack, string>;

/** What comes of it, a sentence each. */
const whatComes: Record<AskedBack, (view: RunView) => string[]> = {
  askStop: whatStoppingLeaves,
  askUndo: whatUndoingDoes,
  askOrder: whatOrderingSpends,
  askCancel: whatEndingDoes,
  askStart: whatStartingDoes,
};

/** The question, with how it is confirmed. */
export function askedFirst(view: RunView, why: AskedBack): string {
  const { t, words, run } = view;
  const verb = confirmedBy[why];
  const plan = oldPlan(run);
  return t(`notes.${why}`, {
    what: whatComes[why](view).join(' '),
    plan,
    button: t(`verbs.${verb}`, { plan }),
    word: words.yes?.[0] ?? '',
  });
}

/** What there is no way back from. */
const isFinal: readonly AskedBack[] = ['askStop', 'askCancel'];

/** The buttons under the question: the one that confirms it, and the way back, which any turn is that does not confirm it. */
export function answersTo({ t, run }: RunView, { why }: Note): Element[] {
  if (!isAskedBack(why)) return [];
  const { do: verb, ...data } = confirmedCommand(why);
  const style = isFinal.includes(why) ? 'destructive' : 'positive';
  return [
    button(verb, t(`verbs.${confirmedBy[why]}`, { plan: oldPlan(run) }), { data, style }),
    button('status', t('verbs.leaveIt')),
  ];
}

/** What is written to end the run, and to end the old plan. */
export function endingWords({ words, run }: RunView): { stop: string; cancel: string } {
  const cancel = isSourcePlan(leftPlan(run)) ? words.cancelOld : words.cancelOldPlan;
  return { stop: words.stop?.[0] ?? '', cancel: cancel?.[0] ?? '' };
}
