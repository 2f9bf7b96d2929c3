import type { Warning } from '../../../upgrade/tenant/assessment.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';

/** Titles told at most. */
const most = 5;

/** Incidents with services of the plan, as a line; and whether they can be watched. */
export function incidents({ t, format, run }: RunView, warnings: readonly Warning[]) {
  const titles = warnings
    .flatMap((one) => one.titles)
    .slice(0, most)
    .map((title) => t('common.quoted', { text: escapeMarkdown(shortened(title, 100)) }));
  const isWatched = run.state.is === 'assessed' && run.state.nextAt !== undefined;
  return {
    incident: titles.length > 0 ? [t('incident.line', { count: titles.length, titles: format.list(titles) })] : [],
    canWatch: titles.length > 0 && !isWatched,
  };
}
