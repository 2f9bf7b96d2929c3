import type { Documents, Kind } from '../../src/storage/documents.js';
import type { SeenCard } from '../support/teams-client.js';
import type { BotUnderTest } from './bot-under-test.js';

/** A card that came as a message of its own. */
export const sent = (card: SeenCard): boolean => card.how === 'message';
/** A card that was put into the place of an earlier one. */
export const updated = (card: SeenCard): boolean => card.how === 'update';

/** What is kept of a kind, and under which ids. */
export async function kept<T>(documents: Documents, kind: Kind<T>): Promise<{ ids: string[]; values: T[] }> {
  const ids: string[] = [];
  const values: T[] = [];
  for await (const { id, value } of documents.list(kind)) {
    ids.push(id);
    values.push(value);
  }
  return { ids, values };
}

/** Resolves once the bot has made that many calls that were answered with the status. */
export const calls = ({ teams }: BotUnderTest, method: 'POST' | 'PUT', status: number, count: number): Promise<void> =>
  new Promise((resolve) => {
    let seen = 0;
    const forget = teams.connector.onCall((call) => {
      if (call.method === method && call.status === status) seen += 1;
      if (seen < count) return;
      forget();
      resolve();
    });
  });
