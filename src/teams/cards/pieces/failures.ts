import type { Work } from '../../../upgrade/run/shape.js';
import type { View } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';

/** Named on the card; the rest are counted. */
const named = 10;

type FailureRow = { name: string; reason: string; said: string[] };

/** Who could not be changed and why: the first by name, with Microsoft's own sentence, and how many more. */
export function failureList({ t }: View, { failures, failuresUnlisted }: Work): { rows: FailureRow[]; more: string[] } {
  const more = Math.max(failures.length - named, 0) + failuresUnlisted;
  return {
    rows: failures.slice(0, named).map(({ name, of, reason, text }) => ({
      name: of === 'group' ? t('manualReassign.group', { name: escapeMarkdown(name) }) : escapeMarkdown(name),
      reason: t(`failures.${reason}`),
      said: text.trim() === '' ? [] : [escapeMarkdown(shortened(text, 200))],
    })),
    more: more > 0 ? [t('manualReassign.more', { count: more })] : [],
  };
}

/** How many could not be changed. */
export function failureCount(work: Work): number {
  return work.failures.length + work.failuresUnlisted;
}
