import type { Ask } from './ask.js';
import { anyOfTexts, saidFor } from './said.js';
import { lower } from './vocabulary.js';

/** How a unit of time begins, in any of the languages. */
const unitSeconds = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['week', 7 * 86_400],
].map(([unit, seconds]) => [new RegExp(`^(?:${anyOfTexts(saidFor(String(unit)))})`, 'u'), Number(seconds)] as const);
const waiting = new RegExp(`^(?:${anyOfTexts(saidFor('wait'))}) (\\d{1,4}) (\\p{L}+)$`, 'u');

/** "wait 2 days", "vänta 2 dagar": moves the practice cloud's clock. */
export function practiceIntent(text: string): Ask | undefined {
  const [, count, unit] = waiting.exec(lower(text)) ?? [];
  const seconds = unitSeconds.find(([name]) => unit !== undefined && name.test(unit))?.[1];
  return seconds === undefined ? undefined : { is: 'advance', duration: `PT${Number(count) * seconds}S` };
}
