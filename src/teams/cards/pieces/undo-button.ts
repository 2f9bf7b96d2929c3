import { whyNot } from '../../../upgrade/run/possible.js';
import { button, opening, paragraph } from '../frame/elements.js';
import { whatUndoingDoes } from '../lines/asked-first.js';
import type { Element, RunView } from '../view.js';

/** A button that says what moving everyone back does, and asks once more; nothing where nobody can be moved back. */
export function undoButton(view: RunView): Element[] {
  const { t, run } = view;
  if (whyNot(run, { do: 'undo' })) return [];
  const body = whatUndoingDoes(view).map((text) => paragraph(text));
  return [opening(t('verbs.undo'), body, button('undo', t('verbs.undoConfirmed')))];
}
