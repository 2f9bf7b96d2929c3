import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('earlier', import.meta.url));

/**
 * How cards were drawn once, to stand beside how they are drawn now: a state each, in English, as the card was sent, less
 * what only its buttons send.
 * @returns {{ id: string, state: string, drawn: string, card: object }[]} `drawn`: the day, as YYYY-MM-DD
 */
export function readEarlier() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      id: file.replace(/\.json$/, ''),
      ...JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')),
    }));
}
