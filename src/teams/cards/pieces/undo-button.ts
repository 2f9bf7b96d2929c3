import { whyNotUndone } from '../../../upgrade/run/decide-undo.js';
import { button, opening, paragraph } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { newPlan, oldPlan } from './pieces.js';

/** A button that says what moving everyone back does, and asks once more; nothing where nobody can be moved back. */
export function undoButton(view: RunView): Element[] {
  const { t, run } = view;
  if (whyNotUndone(run)) return [];
  const plans = { from: oldPlan(run), to: newPlan(view) };
  const body = [t('undo.does', plans), t('undo.stays', plans)].map((text) => paragraph(text));
  return [opening(t('verbs.undo'), body, button('undo', t('verbs.undoConfirmed')))];
}
