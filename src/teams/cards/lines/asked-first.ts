import { atStake } from '../../../upgrade/run/at-stake.js';
import { button } from '../frame/elements.js';
import type { Note } from '../note.js';
import { newPlan, oldPlan, people } from '../pieces/pieces.js';
import type { Element, RunView } from '../view.js';

/** What is asked back before something is ended or taken back that somebody wrote in a word. */

/** How things stand after the run is stopped now: who has what, and what goes on being billed. Empty: nothing came of it. */
export function whatStoppingLeaves(view: RunView): string[] {
  const { t, format, run } = view;
  const stake = atStake(run);
  if (!stake) return [];
  const { moved, total, left, bought, orderOpen } = stake;
  const byHand = run.path === 'manual';
  return [
    ...(moved > 0
      ? [t('atStake.moved', { moved: format.number(moved), total: people(total, view), plan: newPlan(view) })]
      : [t('atStake.nobodyMoved')]),
    ...(moved > 0 && left > 0 ? [t('atStake.left', { left: people(left, view), plan: oldPlan(run) })] : []),
    ...(bought ? [t('atStake.bought', { plan: newPlan(view) })] : []),
    ...(orderOpen ? [t('atStake.orderOpen', { plan: newPlan(view) })] : []),
    t(byHand && bought ? 'atStake.oldBilled' : 'atStake.oldStays', { plan: oldPlan(run) }),
    t('atStake.again'),
  ];
}

/** What moving everyone back does, and what stays. */
export function whatUndoingDoes(view: RunView): string[] {
  const plans = { from: oldPlan(view.run), to: newPlan(view) };
  return [view.t('undo.does', plans), view.t('undo.stays', plans)];
}

/** The question, with how it is confirmed. */
export function askedFirst(view: RunView, { why }: Extract<Note, { why: 'askStop' | 'askUndo' }>): string {
  const { t, words } = view;
  const isStop = why === 'askStop';
  const what = (isStop ? whatStoppingLeaves(view) : whatUndoingDoes(view)).join(' ');
  const verb = isStop ? 'stopConfirmed' : 'undoConfirmed';
  return t(`notes.${why}`, { what, button: t(`verbs.${verb}`), word: words[verb]?.[0] ?? '' });
}

/** The button that confirms it, under the question. */
export function confirming({ t }: RunView, note: Note): Element[] {
  if (note.why === 'askStop') return [button('stop', t('verbs.stopConfirmed'))];
  return note.why === 'askUndo' ? [button('undo', t('verbs.undoConfirmed'))] : [];
}
