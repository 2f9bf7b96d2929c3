/** Finding one's way in a card as a client does. */

export type Json = Record<string, unknown>;

export type FoundAction = {
  verb: string;
  data: Json;
  /** The inputs that are sent along: those of the card the action stands on and of the cards around it. */
  inputs: Json[];
};

/** Every action with a verb, also inside ShowCards and ActionSets, in the order they stand. */
export function actionsOf(card: Json): FoundAction[] {
  const found: FoundAction[] = [];
  walkCard(card, [], found);
  return found;
}

/** All text of a card: what a person could read. */
export function textOf(card: Json): string {
  const lines: string[] = [];
  visit(card, (object) => {
    for (const key of ['text', 'title', 'value', 'label', 'placeholder']) {
      if (typeof object[key] === 'string') lines.push(object[key]);
    }
  });
  return lines.join('\n');
}

/** The id of the card: that of its first body element. */
export function idOf(card: Json): string | undefined {
  const [first] = Array.isArray(card.body) ? card.body : [];
  return isObject(first) && typeof first.id === 'string' ? first.id : undefined;
}

function walkCard(card: Json, around: Json[], found: FoundAction[]): void {
  const own: Json[] = [];
  const shown: Json[] = [];
  const actions: Json[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isObject(value)) return;
    const type = String(value.type ?? '');
    if (type.startsWith('Input.')) own.push(value);
    if (type === 'Action.ShowCard' && isObject(value.card)) {
      shown.push(value.card);
      return;
    }
    if (type === 'Action.Execute' || type === 'Action.Submit') {
      actions.push(value);
      return;
    }
    // A client draws an element or what stands in for it, never both.
    for (const [key, one] of Object.entries(value)) if (key !== 'fallback') walk(one);
  };
  walk(card.body);
  walk(card.actions);
  const inputs = [...around, ...own];
  for (const action of actions) {
    const data = isObject(action.data) ? action.data : {};
    const verb = action.verb ?? data.verb;
    if (typeof verb === 'string') found.push({ verb, data, inputs: action.associatedInputs === 'none' ? [] : inputs });
  }
  for (const inner of shown) walkCard(inner, inputs, found);
}

function visit(value: unknown, look: (object: Json) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, look);
  else if (isObject(value)) {
    look(value);
    for (const one of Object.values(value)) visit(one, look);
  }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
