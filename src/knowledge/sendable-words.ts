import { catalogue } from '../upgrade/plans/catalogue.js';
import type { Entry } from './entry.js';

/**
 * The words of a question that may leave the house: those that the entries use in small letters, numbers of plans, and what
 * products and services are called. A name of a person or a company stands in none of these, also where an entry has one.
 */
export function sendableWords(entries: readonly Entry[], concepts: Iterable<string>): ReadonlySet<string> {
  const texts = entries.flatMap(({ question, answer, alternatives }) =>
    // Other languages are translations, and German writes every noun with a capital.
    (['en', 'sv'] as const).flatMap((language) => [question[language], answer[language], ...alternatives[language]]),
  );
  const products = [
    ...catalogue.products.map(({ displayName }) => displayName.toLowerCase()),
    ...catalogue.services.map(({ friendlyName }) => friendlyName.toLowerCase()),
  ];
  const used = texts.flatMap((text) => text.replace(/['’]/g, '').match(word) ?? []).filter(isCommon);
  return new Set([...used, ...[...concepts, ...products].flatMap((name) => name.match(word) ?? [])]);
}

const word = /[\p{L}\p{N}]+/gu;
/** "e5" and "plan" are; "Anna" is not, nor is a number, which may be anybody's. */
const isCommon = (one: string): boolean => one === one.toLowerCase() && /\p{L}/u.test(one);
