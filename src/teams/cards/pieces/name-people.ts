import { mostNamed } from '../../../upgrade/run/states/manual-reassign.js';
import { opening, requiredInput, sending } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { oldPlan } from './pieces.js';

/** A button that asks whom to begin with, by name. */
export function namePeople({ t, run }: RunView): Element[] {
  const label = t('manualReassign.people', { plan: oldPlan(run), most: mostNamed });
  const input = { isMultiline: true, placeholder: t('manualReassign.peopleExample'), maxLength: 20_000 };
  return [
    opening(
      t('verbs.namePeople'),
      [requiredInput('Text', 'people', label, t('manualReassign.peopleError'), input)],
      sending('reassign', t('verbs.reassignNamed')),
    ),
  ];
}
