import { mostNamed } from '../../../upgrade/run/decide-reassign.js';
import type { Element, RunView } from '../view.js';
import { oldPlan } from './pieces.js';

/** A button that asks whom to begin with, by name. */
export function namePeople({ t, run }: RunView): Element[] {
  return [
    {
      type: 'Action.ShowCard',
      title: t('verbs.namePeople'),
      card: {
        type: 'AdaptiveCard',
        body: [
          {
            type: 'Input.Text',
            id: 'people',
            label: t('manualReassign.people', { plan: oldPlan(run), most: mostNamed }),
            isMultiline: true,
            isRequired: true,
            errorMessage: t('manualReassign.peopleError'),
            placeholder: t('manualReassign.peopleExample'),
            maxLength: 20_000,
          },
        ],
        actions: [
          {
            type: 'Action.Execute',
            verb: 'reassign',
            title: t('verbs.reassignNamed'),
            style: 'positive',
            associatedInputs: 'auto',
          },
        ],
      },
    },
  ];
}
