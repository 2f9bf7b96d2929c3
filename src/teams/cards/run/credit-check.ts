import type { RunState } from '../../../upgrade/run/run.js';
import { heldUpLines } from '../lines/held-up.js';
import { orderedText } from '../pieces/order-items.js';
import { type Fact, oldPlan } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

type Review = Extract<RunState, { is: 'creditCheck' }>;

/** Microsoft checks the customer's credit, or reviews the order otherwise: since when, what it waits for, what works meanwhile. */
export function creditCheckCard(view: RunView, state: Review): Draft {
  const { t, run } = view;
  return {
    id: 'credit-check',
    title: t(`creditCheck.titles.${state.of}`),
    data: {
      facts: [...ordered(view, state), ...spans(view, state)],
      lines: [...reviewLines(view, state), ...heldUpLines(view, oldPlan(run))],
    },
  };
}

function ordered(view: RunView, { of }: Review): Fact[] {
  const { t, run } = view;
  if (run.order === null || of === 'account') return [];
  return [{ title: t('creditCheck.ordered'), value: orderedText(view, run.order) }];
}

/** Only of a credit check does Microsoft say how long it takes. */
function spans({ t, format }: RunView, { of, since, latestEnd }: Review): Fact[] {
  const latest = `${format.moment(latestEnd)} (${t('creditCheck.businessDays')})`;
  return [
    { title: t('creditCheck.since'), value: format.moment(since) },
    ...(of === 'order' ? [{ title: t('creditCheck.latest'), value: latest }] : []),
  ];
}

function reviewLines({ t, run, context }: RunView, { of }: Review): string[] {
  const plan = oldPlan(run);
  if (of !== 'order') return [t(`creditCheck.lines.${of}`), t('creditCheck.keep', { plan })];
  return [
    t(run.path === 'manual' ? 'creditCheck.meanwhileManual' : 'creditCheck.meanwhile', { plan }),
    // Whoever left is not told.
    ...(context.followers?.you === false ? [] : [t('creditCheck.nothingToDo')]),
  ];
}
