import type { Element } from '../view.js';

/** Pieces of an Adaptive Card that code puts together; the templates hold the others. */

/** A text that may take several lines. */
export const paragraph = (text: string, look: Element = {}): Element => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...look,
});

/** A text of lesser weight. */
export const quiet = (text: string): Element => paragraph(text, { isSubtle: true, size: 'Small' });

/** A button that does what a verb stands for. */
export const button = (verb: string, title: string, more: Element = {}): Element => ({
  type: 'Action.Execute',
  verb,
  title,
  ...more,
});

/** A button that sends what was filled in. */
export const sending = (verb: string, title: string, more: Element = {}): Element =>
  button(verb, title, { style: 'positive', associatedInputs: 'auto', ...more });

/** A button that opens a card with one more button. */
export const opening = (title: string, body: readonly Element[], action: Element): Element => ({
  type: 'Action.ShowCard',
  title,
  card: { type: 'AdaptiveCard', body, actions: [action] },
});

/** An input that must be filled in. */
export const requiredInput = (
  kind: 'Text' | 'Date' | 'Time',
  id: string,
  label: string,
  errorMessage: string,
  more: Element,
): Element => ({ type: `Input.${kind}`, id, label, isRequired: true, errorMessage, ...more });
