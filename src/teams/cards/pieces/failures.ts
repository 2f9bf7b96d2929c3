import { inPlainNames, nameOfId } from '../../../upgrade/licences/refusal-text.js';
import type { Failure, Work } from '../../../upgrade/run/shape.js';
import type { View } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';
import { failureReason } from '../words/failure-words.js';

/** Named on the card; the rest are counted. */
const named = 10;

type FailureRow = { name: string; reason: string; said: string[] };

/** Who could not be changed and why: the first by name, with Microsoft's own sentence, and how many more. */
export function failureList(view: View, { failures, failuresUnlisted }: Work): { rows: FailureRow[]; more: string[] } {
  const more = Math.max(failures.length - named, 0) + failuresUnlisted;
  return {
    rows: failures.slice(0, named).map((failure) => row(view, failure)),
    more: more > 0 ? [view.t('manualReassign.more', { count: more })] : [],
  };
}

function row(view: View, failure: Failure): FailureRow {
  const { t, format } = view;
  const { name, of, text, services = [] } = failure;
  const stillOn = services.length > 0 ? [t('failures.stillOn', { services: format.list(services.map(nameOfId)) })] : [];
  return {
    name: of === 'group' ? t('manualReassign.group', { name: escapeMarkdown(name) }) : escapeMarkdown(name),
    reason: escapeMarkdown([failureReason(view, failure), ...stillOn].join(' ')),
    said: text.trim() === '' ? [] : [escapeMarkdown(shortened(inPlainNames(text), 200))],
  };
}

/** How many could not be changed. */
export function failureCount(work: Work): number {
  return work.failures.length + work.failuresUnlisted;
}
