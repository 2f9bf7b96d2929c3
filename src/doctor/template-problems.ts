/**
 * What a card's template must do to be readable by everyone: words come from the locale files alone, inputs and images
 * say what they are, and what older clients cannot draw has something to stand in for it.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
 */

type Json = Record<string, unknown>;

/** Where people read, or have read to them, what stands there. */
const forPeople = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'tooltip', 'speak', 'legend'];

/** What every client that shows Adaptive Cards 1.5 can draw. A table is not: phones may leave it out. */
const drawnEverywhere = new Set([
  ...['AdaptiveCard', 'TextBlock', 'FactSet', 'Container', 'ColumnSet', 'Column', 'Image', 'ImageSet', 'ActionSet'],
  ...['RichTextBlock', 'TextRun', 'TableRow', 'TableCell'],
  ...['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet'],
  ...['Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'],
]);

const constraints = ['isRequired', 'min', 'max', 'maxLength', 'regex'];

/**
 * @param template a card's template, or an expanded card
 * @returns one line a problem, with the place; empty when there is none
 */
export function templateProblems(template: unknown): string[] {
  return walk(template, 'card');
}

function walk(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => walk(one, `${place}[${index}]`));
  if (!isObject(value)) return [];
  return [
    ...problemsOf(value).map((problem) => `${place} ${problem}`),
    ...Object.entries(value).flatMap(([key, child]) => walk(child, `${place}.${key}`)),
  ];
}

function problemsOf(element: Json): string[] {
  const type = typeof element.type === 'string' ? element.type : '';
  const isInput = type.startsWith('Input.');
  const isConstrained = constraints.some((name) => name in element);
  return [
    ...(type === 'TextBlock' && element.wrap !== true ? ['does not wrap: a phone would cut it off'] : []),
    ...(isInput && !element.label ? ['has no label'] : []),
    ...(isInput && isConstrained && !element.errorMessage ? ['has no errorMessage'] : []),
    ...(type === 'Image' && !element.altText ? ['has no altText'] : []),
    ...(type === '' || drawnEverywhere.has(type) || element.fallback !== undefined
      ? []
      : [`is a ${type}, which not every client draws, without a fallback`]),
  ];
}

/**
 * Words that stand in a template itself instead of the locale files.
 * @returns one line a text, with the place; empty when there is none
 */
export function literalTexts(template: unknown, place = 'card'): string[] {
  if (Array.isArray(template)) return template.flatMap((one, index) => literalTexts(one, `${place}[${index}]`));
  if (!isObject(template)) return [];
  return Object.entries(template).flatMap(([key, child]) =>
    forPeople.includes(key) && typeof child === 'string' && /\p{L}/u.test(child.replace(/\$\{[^}]+\}/g, ''))
      ? [`${place}.${key} has words of its own: ${child}`]
      : literalTexts(child, `${place}.${key}`),
  );
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
