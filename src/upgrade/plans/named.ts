import { displayName, product } from './plans.js';

/**
 * Which of some plans (each a skuPartNumber) a person means: the one that is written so, by its part number or by its
 * whole name, else all whose names have every word that was written. "E3" may mean several.
 */
export function plansMeant(said: string, plans: readonly string[]): string[] {
  const wanted = wordsIn(said);
  if (wanted.length === 0) return [];
  const exact = plans.filter((sku) => product(sku) === product(said) && product(said) !== undefined);
  const whole = plans.filter((sku) => sameWords(wordsIn(displayName(sku)), wanted));
  if (exact.length > 0 || whole.length > 0) return exact.length > 0 ? exact : whole;
  const having = plans.filter((sku) => wanted.every((word) => wordsIn(displayName(sku)).includes(word)));
  const plain = having.filter((sku) => product(sku)?.editionOf === undefined);
  return plain.length > 0 ? plain : having;
}

const sameWords = (one: readonly string[], other: readonly string[]): boolean => one.join(' ') === other.join(' ');

/** "o365" and "m365" are how people write the two families. */
function wordsIn(text: string): string[] {
  return text
    .toLocaleLowerCase('en')
    .replaceAll(/\bo365\b/g, 'office 365')
    .replaceAll(/\b(m|ms)365\b/g, 'microsoft 365')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
