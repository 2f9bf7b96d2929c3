type Json = Record<string, unknown>;

/** What a card is asked to be drawn anew by. No button carries it. */
export const refreshVerb = 'refresh';

/**
 * Lets Teams ask for the present card when a person looks at an old one, at most once a minute. Left out where there is
 * something to fill in: a card must not be drawn anew under somebody's fingers. It names nobody yet: see {@link addressedTo}.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views
 */
export function refreshOf(card: unknown, shared: Json): Json {
  if (shared.runId === undefined || hasInput(card)) return {};
  const action = { type: 'Action.Execute', title: refreshVerb, verb: refreshVerb, data: shared };
  return { refresh: { action, userIds: [] } };
}

/**
 * A card for the one person who sees it, by whom Teams may ask for it anew; others may be shown the same but for that.
 * @param personId as Teams calls them in this bot's chats; undefined where the card stays as it was sent
 */
export function addressedTo<R extends { card: Json }>(personId: string | undefined, rendered: R): R {
  const { refresh } = rendered.card;
  if (refresh === undefined) return rendered;
  const own = personId === undefined ? undefined : { ...refresh, userIds: [personId] };
  return { ...rendered, card: { ...rendered.card, refresh: own } };
}

function hasInput(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasInput);
  if (typeof value !== 'object' || value === null) return false;
  const { type } = value as { type?: unknown };
  return (typeof type === 'string' && type.startsWith('Input.')) || Object.values(value).some(hasInput);
}
