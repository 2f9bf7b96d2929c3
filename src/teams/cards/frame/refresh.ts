type Json = Record<string, unknown>;

/** What a card is asked to be drawn anew by. No button carries it. */
export const refreshVerb = 'refresh';

/**
 * Lets Teams ask for the present card when a person looks at an old one, at most once a minute. Left out where there is
 * something to fill in: a card must not be drawn anew under somebody's fingers.
 * @param personId of the one person who sees it, as Teams calls them in this bot's chats
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views
 */
export function refreshOf(card: unknown, personId: string | undefined, shared: Json): Json {
  if (personId === undefined || shared.runId === undefined || hasInput(card)) return {};
  const action = { type: 'Action.Execute', title: refreshVerb, verb: refreshVerb, data: shared };
  return { refresh: { action, userIds: [personId] } };
}

function hasInput(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasInput);
  if (typeof value !== 'object' || value === null) return false;
  const { type } = value as { type?: unknown };
  return (typeof type === 'string' && type.startsWith('Input.')) || Object.values(value).some(hasInput);
}
