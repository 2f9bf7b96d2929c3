import { languages } from '../../cards/words/languages.js';
import { lower } from './vocabulary.js';

/** What months and days of the week are called, in every language of the bot together, long and short. */

const locales = languages.flatMap((language) => (language === 'en' ? ['en-US', 'en-GB'] : [language]));

/** Name → number of the month, from 1. */
export const months = named(12, (index) => new Date(Date.UTC(2026, index, 15)), 'month', 1);

/** Name → day of the week, from 0 for Sunday. The 4th of January 2026 was one. */
export const weekdays = named(7, (index) => new Date(Date.UTC(2026, 0, 4 + index)), 'weekday', 0);

/** Words for today that tell which half of it is meant. */
export const evenings = ['tonight', 'ikväll', 'i kväll'] as const;

/** Days from today. */
export const daysAhead = new Map<string, number>([
  ...['today', 'idag', 'i dag', ...evenings].map((word) => [word, 0] as const),
  ...['tomorrow', 'imorgon', 'i morgon', 'imorron', 'i morron'].map((word) => [word, 1] as const),
  ...['the day after tomorrow', 'day after tomorrow', 'i övermorgon', 'övermorgon'].map((word) => [word, 2] as const),
]);

function named(count: number, at: (index: number) => Date, part: 'month' | 'weekday', first: number) {
  const words = new Map<string, number>();
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { [part]: style, timeZone: 'UTC' });
      for (let index = 0; index < count; index += 1)
        words.set(lower(format.format(at(index))).replace('.', ''), index + first);
    }
  }
  return words;
}

/** A pattern for any of the words, the longest first. */
export const anyOf = (words: ReadonlyMap<string, number>): string =>
  [...words.keys()].sort((a, b) => b.length - a.length).join('|');
