import { isOver, type Run } from '../../../upgrade/run/run.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { duration, people, productNames, sourceFound } from '../pieces/pieces.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Runs on one card; more would not be read, and their buttons would make it too large. */
const runsAPage = 6;

/** The tenant's runs, newest first, a page at a time. @param page from 0; one that is not there shows the last */
export function historyCard(view: View, runs: readonly Run[], page = 0): Draft {
  const { t } = view;
  const last = Math.max(Math.ceil(runs.length / runsAPage) - 1, 0);
  const at = Math.min(page, last);
  const first = at * runsAPage;
  const shown = runs.slice(first, first + runsAPage);
  const turn = (to: number, title: string) => (to < 0 || to > last ? [] : [{ page: to, title }]);
  return {
    id: 'history',
    title: t('history.title'),
    data: {
      lines: [
        ...(runs.length === 0 ? [t('history.empty')] : []),
        ...(last > 0 ? [t('history.shown', { from: first + 1, to: first + shown.length, all: runs.length })] : []),
      ],
      runs: shown.map((run, index) => rowOf(run, first + index + 1, view)),
      hints: runs.length === 0 ? [] : [hintFor(view, Math.min(first + 2, runs.length), at, last)],
      pages: [...turn(at - 1, t('history.newer')), ...turn(at + 1, t('history.older'))],
    },
    alsoSay: ['check'],
  };
}

/** What can be written here: a number that the page has, and the page after it, or before the last one. */
function hintFor({ t }: View, number: number, at: number, last: number): string {
  const other = at < last ? at + 1 : at - 1;
  return [t('history.hint', { number }), ...(last > 0 ? [t('history.hintPages', { page: other + 1 })] : [])].join(' ');
}

function rowOf(run: Run, number: number, view: View): Record<string, unknown> {
  const { t, format } = view;
  const targets = targetsOf(run);
  const plan =
    targets.length === 0 ? t(isOver(run) ? 'history.noPlan' : 'common.unknownPlan') : productNames(targets, view);
  const found = sourceFound(run)?.assigned;
  const count = run.snapshot?.people ?? found;
  const state = isOver(run) ? run.state.is : 'open';
  const line = t('history.line', {
    state: t(`history.states.${state}`),
    at: format.date(run.openedAt),
    name: escapeMarkdown(run.openedBy.name),
  });
  const about = [
    ...(run.path === null ? [] : [t(`history.paths.${run.path}`)]),
    ...(count === undefined ? [] : [people(count, view)]),
    ...took(run, view),
  ];
  return {
    heading: `${number}\\. ${plan}`,
    line,
    about: about.length === 0 ? [] : [about.join(' · ')],
    runId: run.id,
    revision: run.revision,
    open: t('history.open', { number }),
    report: t('history.report', { number }),
  };
}

function took({ state, openedAt }: Run, view: View): string[] {
  if (!('at' in state)) return [];
  const minutes = (Date.parse(state.at) - Date.parse(openedAt)) / 60_000;
  return [view.t('history.took', { time: duration(minutes, view) })];
}
