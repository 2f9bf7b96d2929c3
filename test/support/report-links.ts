import { isObject, type Json } from './card-json.js';
import type { TeamsPerson } from './teams-client.js';

/** The addresses of a report's files, as its card carries them: one for each file, the one with everything last. */
export function linksOf(card: Json): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isObject(value)) return;
    if (value.type === 'Action.OpenUrl' && String(value.url).includes('/reports/')) found.push(String(value.url));
    Object.values(value).forEach(look);
  };
  look(card);
  return found;
}

/** Asks for the report of the tenant's upgrade and reads all that it tells. */
export async function reportOf(person: TeamsPerson): Promise<Json> {
  await person.say('report');
  // Another card may have been brought up to date since.
  const report = person.cards.findLast(({ id }) => id === 'report');
  const url = report && linksOf(report.card).at(-1);
  if (url === undefined) throw new Error(`no report came; the card was: ${person.card.text}`);
  return (await (await fetch(url)).json()) as Json;
}
