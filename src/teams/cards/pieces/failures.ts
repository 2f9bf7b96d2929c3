import { nameOfId } from '../../../upgrade/licences/refusal-text.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Failure, Work } from '../../../upgrade/run/shape.js';
import type { Element, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { failureReason } from '../words/failure-words.js';
import { called, peopleShown, type Somebody } from './people-shown.js';

/** Named for a reason; the rest are counted. */
const named = 5;
/** Reasons on a card, those of most people first. */
const mostReasons = 6;

/** A reason, and whom it concerns, in words and as elements of a card. */
type FailureRow = { reason: string; who: string; people: Element[] };

/**
 * Who could not be changed, by reason: each once, with how many it concerns and the first of them. Microsoft's own
 * sentences are in the report.
 * @param locatedHere whether somebody's usage location can be set from the card; left out where nobody's can
 */
export function failureList(
  view: View,
  { failures, failuresUnlisted }: Work,
  locatedHere: (id: string) => boolean = () => false,
): { rows: FailureRow[]; more: string[] } {
  const { t } = view;
  const byReason = new Map<string, Failure[]>();
  for (const failure of failures) {
    const reason = reasonOf(view, failure, locatedHere(failure.id));
    byReason.set(reason, [...(byReason.get(reason) ?? []), failure]);
  }
  const reasons = [...byReason].sort(([, one], [, other]) => other.length - one.length);
  const shown = reasons.slice(0, mostReasons);
  const rest = reasons.slice(mostReasons).reduce((sum, [, those]) => sum + those.length, failuresUnlisted);
  return {
    rows: shown.map(([reason, those]) => ({ reason: escapeMarkdown(reason), ...who(view, those) })),
    more: [
      ...(rest > 0 ? [t('failures.more', { count: rest })] : []),
      ...(failures.length > 0 ? [t('failures.words')] : []),
    ],
  };
}

function reasonOf(view: View, failure: Failure, locatedHere: boolean): string {
  const { t, format } = view;
  if (failure.reason === 'usageLocation' && locatedHere) return t('failures.usageLocationHere');
  const { services = [] } = failure;
  const stillOn = services.length > 0 ? [t('failures.stillOn', { services: format.list(services.map(nameOfId)) })] : [];
  return [failureReason(view, failure), ...stillOn].join(' ');
}

function who(view: View, failures: readonly Failure[]): Pick<FailureRow, 'who' | 'people'> {
  const { t, format } = view;
  const first = failures.slice(0, named).map(somebody);
  const names = first.map((one, index) =>
    failures[index]?.of === 'group' ? t('manualReassign.group', { name: escapeMarkdown(one.name) }) : called(view, one),
  );
  const more = failures.length - first.length;
  const listed = format.list(more > 0 ? [...names, t('upgradeAvailable.more', { count: more })] : names);
  const text = failures.length > 1 ? t('failures.inAll', { count: failures.length, names: listed }) : listed;
  return { who: text, people: peopleShown(view, first, text) };
}
/** A group is no person that Teams could show. */
const somebody = ({ id, name, signIn, of }: Failure): Somebody => ({
  id: of === 'group' ? undefined : id,
  name,
  signIn,
});

/** How many could not be changed. */
export function failureCount(work: Work): number {
  return work.failures.length + work.failuresUnlisted;
}

/** How many a run has ended without: whom it could not move, or whose services it could not switch off again. */
export function notDone({ reassign, restore }: Pick<Run, 'reassign' | 'restore'>): number {
  const work = reassign ?? restore;
  return work === null ? 0 : failureCount(work);
}
