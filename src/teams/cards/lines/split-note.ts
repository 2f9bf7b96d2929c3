import { displayName } from '../../../upgrade/plans/plans.js';
import type { Note } from '../note.js';
import { oldPlan, productName } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, quotedName } from '../words/escape-markdown.js';

/** Why people do not go to two plans as it was said. */
const reasons = [
  ...(['sameTarget', 'severalPlans', 'splitHow', 'whoIsFirst', 'partTooLarge', 'nobodyLeft', 'namedTwice'] as const),
  ...(['noSuchGroup', 'severalGroups', 'nobodyInGroup', 'nobodyInDepartment', 'partTooMany'] as const),
];
type SplitNote = Extract<Note, { why: (typeof reasons)[number] }>;

export const isSplitNote = (note: Note): note is SplitNote => (reasons as readonly string[]).includes(note.why);

/** Names that are told of, at most. */
const most = 10;

/** The words of the line at the top of the card where nothing came of it. */
export function splitNote({ t, format, run }: RunView, note: SplitNote): string {
  const old = oldPlan(run);
  switch (note.why) {
    case 'sameTarget':
      return t('notes.sameTarget', { plan: productName(note.plan) });
    case 'severalPlans':
      return t('notes.severalPlans', {
        said: quotedName(note.said),
        plans: format.either(note.plans.map(productName)),
        example: escapeMarkdown(displayName(note.plans[0] ?? '')),
      });
    case 'splitHow':
      return t('notes.splitHow');
    case 'whoIsFirst':
      return t('notes.whoIsFirst', { count: note.count, plan: productName(note.plan), old });
    case 'partTooLarge':
      return t('notes.partTooLarge', { count: note.count, people: note.people, old });
    case 'nobodyLeft':
      return t('notes.nobodyLeft', { plan: productName(note.rest), old });
    case 'namedTwice':
      return t('notes.namedTwice', { names: format.list(note.names.slice(0, most).map(quotedName)) });
    case 'noSuchGroup':
    case 'severalGroups':
    case 'nobodyInGroup':
    case 'nobodyInDepartment':
      return t(`notes.${note.why}`, { name: quotedName(note.name), old });
    case 'partTooMany':
      return t('notes.partTooMany', { most: note.most });
    default:
      return note satisfies never;
  }
}
