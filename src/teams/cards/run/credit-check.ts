import type { RunState } from '../../../upgrade/run/run.js';
import { licenses, newPlan, oldPlan } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** Microsoft checks the customer's credit: since when, until when at the latest, what works meanwhile. */
export function creditCheckCard(view: RunView, state: Extract<RunState, { is: 'creditCheck' }>): Draft {
  const { t, format, run, context } = view;
  const plan = oldPlan(run);
  return {
    id: 'credit-check',
    title: t('creditCheck.title'),
    data: {
      facts: [
        ...(run.order === null
          ? []
          : [
              {
                title: t('creditCheck.ordered'),
                value: t('checkout.item', { plan: newPlan(view), licenses: licenses(run.order.quantity, view) }),
              },
            ]),
        { title: t('creditCheck.since'), value: format.moment(state.since) },
        {
          title: t('creditCheck.latest'),
          value: `${format.moment(state.latestEnd)} (${t('creditCheck.businessDays')})`,
        },
      ],
      lines: [
        t(run.path === 'manual' ? 'creditCheck.meanwhileManual' : 'creditCheck.meanwhile', { plan }),
        // Whoever left is not told.
        ...(context.followers?.you === false ? [] : [t('creditCheck.nothingToDo')]),
      ],
    },
  };
}
