import { button, opening, paragraph } from '../frame/elements.js';
import { whatStoppingLeaves } from '../lines/asked-first.js';
import type { Element, RunView } from '../view.js';

/** A button that says what stopping leaves, and asks once more; one that stops at once where nothing has come of the run. */
export function stopButton(view: RunView): { stops: boolean; asks: Element[] } {
  const { t } = view;
  const lines = whatStoppingLeaves(view);
  if (lines.length === 0) return { stops: true, asks: [] };
  const body = lines.map((text) => paragraph(text));
  return { stops: false, asks: [opening(t('verbs.stop'), body, button('stop', t('verbs.stopConfirmed')))] };
}
