import { isOver, type Run } from '../../upgrade/run.js';
import { escapeMarkdown } from './escape-markdown.js';
import { productName } from './pieces.js';
import type { Draft, View } from './view.js';

/** More than this would not be read on a card. */
const most = 15;

/** The tenant's runs, newest first. */
export function history(view: View, runs: readonly Run[]): Draft {
  const { t, format } = view;
  return {
    id: 'history',
    title: t('history.title'),
    data: {
      empty: runs.length === 0,
      runs: runs.slice(0, most).map((run) => ({
        plan: run.plan === null ? t('common.unknownPlan') : productName(run.plan),
        line: t('history.line', {
          state: stateText(view, run),
          at: format.date(run.openedAt),
          name: escapeMarkdown(run.openedBy.name),
        }),
      })),
    },
    alsoSay: ['status', 'check'],
  };
}

function stateText({ t }: View, run: Run): string {
  const state = isOver(run) ? run.state.is : 'open';
  return t(`history.states.${state}`);
}
