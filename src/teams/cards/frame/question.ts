import type { Element } from '../view.js';

/** How a card looks while what was asked back on it is open: its answer goes ahead of everything else. */

/** By it a card's question is known. */
export const questionId = 'question';

/** The verb of a button, or of the one that it opens. */
export const verbOf = ({ verb, card }: Element): unknown =>
  verb ?? (card as { actions?: Element[] } | undefined)?.actions?.[0]?.verb;

/** The card's own buttons beside the answers: none that asks the same again, and none that a quick click takes for yes. */
export function besideAnswers(actions: readonly Element[], answers: readonly Element[]): Element[] {
  if (answers.length === 0) return [...actions];
  const others = actions.filter((action) => !answers.some((answer) => verbOf(answer) === verbOf(action)));
  return others.map((action) => (action.style === 'positive' ? { ...action, style: 'default' } : action));
}

/** The words that may be written: yes and no before those of the other buttons. */
export function answersFirst(verbs: readonly string[], answers: readonly Element[]): string[] {
  if (answers.length === 0) return [...verbs];
  return ['yes', 'no', ...verbs.filter((verb) => !answers.some((answer) => verbOf(answer) === verb))];
}
