import { nameOfId } from '../../../upgrade/licences/refusal-text.js';
import type { Failure, Work } from '../../../upgrade/run/shape.js';
import type { View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { failureReason } from '../words/failure-words.js';

/** Named for a reason; the rest are counted. */
const named = 5;
/** Reasons on a card, those of most people first. */
const mostReasons = 6;

/** A reason, and whom it concerns. */
type FailureRow = { reason: string; who: string };

/**
 * Who could not be changed, by reason: each once, with how many it concerns and the first of them. Microsoft's own
 * sentences are in the report.
 */
export function failureList(view: View, { failures, failuresUnlisted }: Work): { rows: FailureRow[]; more: string[] } {
  const { t } = view;
  const byReason = new Map<string, Failure[]>();
  for (const failure of failures) {
    const reason = reasonOf(view, failure);
    byReason.set(reason, [...(byReason.get(reason) ?? []), failure]);
  }
  const reasons = [...byReason].sort(([, one], [, other]) => other.length - one.length);
  const shown = reasons.slice(0, mostReasons);
  const rest = reasons.slice(mostReasons).reduce((sum, [, those]) => sum + those.length, failuresUnlisted);
  return {
    rows: shown.map(([reason, those]) => ({ reason: escapeMarkdown(reason), who: who(view, those) })),
    more: [
      ...(rest > 0 ? [t('failures.more', { count: rest })] : []),
      ...(failures.length > 0 ? [t('failures.words')] : []),
    ],
  };
}

function reasonOf(view: View, failure: Failure): string {
  const { t, format } = view;
  const { services = [] } = failure;
  const stillOn = services.length > 0 ? [t('failures.stillOn', { services: format.list(services.map(nameOfId)) })] : [];
  return [failureReason(view, failure), ...stillOn].join(' ');
}

function who({ t, format }: View, failures: readonly Failure[]): string {
  const called = failures.slice(0, named).map(({ name, signIn, of }) => {
    if (of === 'group') return t('manualReassign.group', { name: escapeMarkdown(name) });
    const plain = escapeMarkdown(name);
    return signIn === undefined || signIn === name
      ? plain
      : t('failures.called', { name: plain, signIn: escapeMarkdown(signIn) });
  });
  const more = failures.length - called.length;
  const names = format.list(more > 0 ? [...called, t('upgradeAvailable.more', { count: more })] : called);
  return failures.length > 1 ? t('failures.inAll', { count: failures.length, names }) : names;
}

/** How many could not be changed. */
export function failureCount(work: Work): number {
  return work.failures.length + work.failuresUnlisted;
}
