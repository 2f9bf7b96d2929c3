import type { Reading } from './terms.js';

/**
 * What a text is compared by: what it is about, and how that is put. "How many" and "how long" differ in words that
 * say nothing alone, so those count a little, and every two words that stand together count as one.
 */
export type Feature = { name: string; weight: number; kind: 'meaning' | 'small' | 'pair' | 'letters' };

const smallWeight = 0.5;
const pairWeight = 0.5;
const lettersWeight = 0.5;
/** So many letters that stand together are shared by the forms of a word, its compounds and its slips. */
const lettersTogether = 4;

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

/** Every few letters that stand together in a word, each once; `^` begins a word and `$` ends it. */
export function lettersOf({ said }: Reading): Feature[] {
  const all = new Set<string>();
  for (const word of said) {
    const bounded = `^${word}$`;
    for (let at = 0; at + lettersTogether <= bounded.length; at++) all.add(bounded.slice(at, at + lettersTogether));
  }
  return [...all].map((letters) => ({ name: `#${letters}`, weight: lettersWeight, kind: 'letters' }));
}

/** What tells the entries apart: two words that stand together tell little that the words do not tell. */
export const guessedBy = (features: readonly Feature[], letters: readonly Feature[]): Feature[] => [
  ...features.filter(({ kind }) => kind !== 'pair'),
  ...letters,
];
