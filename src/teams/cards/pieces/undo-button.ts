import { whyNotUndone } from '../../../upgrade/run/decide-undo.js';
import type { Element, RunView } from '../view.js';
import { newPlan, oldPlan } from './pieces.js';

/** A button that says what moving everyone back does, and asks once more; nothing where nobody can be moved back. */
export function undoButton(view: RunView): Element[] {
  const { t, run } = view;
  if (whyNotUndone(run)) return [];
  const plans = { from: oldPlan(run), to: newPlan(view) };
  return [
    {
      type: 'Action.ShowCard',
      title: t('verbs.undo'),
      card: {
        type: 'AdaptiveCard',
        body: [t('undo.does', plans), t('undo.stays', plans)].map((text) => ({ type: 'TextBlock', text, wrap: true })),
        actions: [{ type: 'Action.Execute', verb: 'undo', title: t('verbs.undoConfirmed') }],
      },
    },
  ];
}
