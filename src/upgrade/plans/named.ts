import type { Product } from './catalogue.js';
import { displayName, leftProduct, product } from './plans.js';

/**
 * Which of some plans (each a skuPartNumber) a person means: the one that is written so, by its part number or by its
 * whole name, else all whose names have every word that was written. "E3" may mean several. A part number means none of
 * the others: Microsoft_365_E5 is not what Microsoft 365 E5 is called.
 */
export function plansMeant(said: string, plans: readonly string[]): string[] {
  const written = product(said);
  if (written) return plansOf(written, plans);
  const wanted = wordsIn(said);
  if (wanted.length === 0) return [];
  const whole = plans.filter((sku) => sameWords(wordsIn(displayName(sku)), wanted));
  if (whole.length > 0) return whole;
  const having = plans.filter((sku) => wanted.every((word) => wordsIn(displayName(sku)).includes(word)));
  const plain = having.filter((sku) => product(sku)?.editionOf === undefined);
  return plain.length > 0 ? plain : having;
}

/** The plan itself, else as it was sold to governments, schools and non-profits. */
function plansOf(written: Product, plans: readonly string[]): string[] {
  const exact = plans.filter((sku) => product(sku) === written);
  return exact.length > 0 ? exact : plans.filter((sku) => leftProduct(sku) === written);
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
