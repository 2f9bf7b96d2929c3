import type { Reading } from './terms.js';

/**
 * What a text is compared by: what it is about, and how that is put. "How many" and "how long" differ in words that
 * say nothing alone, so those count a little, and every two words that stand together count as one.
 */
export type Feature = { name: string; weight: number; kind: 'meaning' | 'small' | 'pair' };

const smallWeight = 0.5;
const pairWeight = 0.5;

/** The features of a text as it was read, each once. */
export function featuresOf({ terms, words }: Reading): Feature[] {
  const meaning = new Set(terms.map(({ term }) => term));
  const small = new Set(words.filter((word) => !meaning.has(word)));
  const pairs = new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
  return [
    ...terms.map(({ term, weight }): Feature => ({ name: term, weight, kind: 'meaning' })),
    ...[...small].map((word): Feature => ({ name: `~${word}`, weight: smallWeight, kind: 'small' })),
    ...[...pairs].map((pair): Feature => ({ name: pair, weight: pairWeight, kind: 'pair' })),
  ];
}
