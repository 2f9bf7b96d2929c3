import { whyNot } from '../../../upgrade/run/possible.js';
import { button, opening, paragraph } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { newPlan, oldPlan } from './pieces.js';

/** A button that says what moving everyone back does, and asks once more; nothing where nobody can be moved back. */
export function undoButton(view: RunView): Element[] {
  const { t, run } = view;
  if (whyNot(run, { do: 'undo' })) return [];
  const plans = { from: oldPlan(run), to: newPlan(view) };
  const body = [t('undo.does', plans), t('undo.stays', plans)].map((text) => paragraph(text));
  return [opening(t('verbs.undo'), body, button('undo', t('verbs.undoConfirmed')))];
}
