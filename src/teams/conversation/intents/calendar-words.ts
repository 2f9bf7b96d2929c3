import { languages } from '../../cards/words/languages.js';
import { anyOfTexts, saidFor } from './said.js';
import { lower } from './vocabulary.js';

/** What months and days of the week are called, in every language of the bot together, long and short. */

const locales = languages.flatMap((language) => (language === 'en' ? ['en-US', 'en-GB'] : [language]));

/** Shorter names are words of another language too, such as the German “so”: they would be read into anything. */
const shortestName = 3;

/** Name → number of the month, from 1. */
export const months = named(12, (index) => new Date(Date.UTC(2026, index, 15)), 'month', 1);

/** Name → day of the week, from 0 for Sunday. The 4th of January 2026 was one. */
export const weekdays = named(7, (index) => new Date(Date.UTC(2026, 0, 4 + index)), 'weekday', 0);

/** Words for today that tell which half of it is meant. */
export const evenings = saidFor('tonight');

/** Days from today. */
export const daysAhead = new Map<string, number>([
  ...[...saidFor('today'), ...evenings].map((word) => [word, 0] as const),
  ...saidFor('tomorrow').map((word) => [word, 1] as const),
  ...saidFor('dayAfterTomorrow').map((word) => [word, 2] as const),
]);

function named(count: number, at: (index: number) => Date, part: 'month' | 'weekday', first: number) {
  const words = new Map<string, number>();
  const set = (word: string, value: number) =>
    word.length >= shortestName && !words.has(word) && words.set(word, value);
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { [part]: style, timeZone: 'UTC' });
      for (let index = 0; index < count; index += 1)
        set(lower(format.format(at(index))).replace('.', ''), index + first);
    }
  }
  return words;
}

/** A pattern for any of the words. */
export const anyOf = (words: ReadonlyMap<string, number>): string => anyOfTexts(words.keys());
