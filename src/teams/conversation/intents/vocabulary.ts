import { plainText } from './plain-text.js';

/** A word that was recognised at the beginning of what somebody wrote, and what stood after it. */
export type Match = {
  /** The verbs the word belongs to, as listed. */
  verbs: readonly string[];
  /** '' when nothing followed. Capitals as written. */
  rest: string;
};

/** The words that are known. */
export type Vocabulary = ReturnType<typeof createVocabulary>;

/** @param words what can be written for each verb, in every language together. */
export function createVocabulary(words: ReadonlyMap<string, readonly string[]>) {
  const verbsOf = new Map<string, string[]>();
  for (const [verb, list] of words) {
    for (const word of list) {
      const plain = compared(plainText(word));
      verbsOf.set(plain, [...(verbsOf.get(plain) ?? []), verb]);
    }
  }
  const longestFirst = [...verbsOf].sort(([a], [b]) => b.length - a.length);
  const byFirstWord = new Map<string, typeof longestFirst>();
  for (const known of longestFirst) {
    const first = firstWordOf(known[0]);
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), known]);
  }
  return {
    /** Every way to read the text as a known word with something after it, the longest word first. */
    match(text: string): Match[] {
      const lowered = compared(text);
      return (byFirstWord.get(firstWordOf(lowered)) ?? [])
        .filter(([word]) => lowered === word || lowered.startsWith(`${word} `) || lowered.startsWith(`${word}: `))
        .map(([word, verbs]) => ({ verbs, rest: text.slice(word.length).replace(/^:/, '').trim() }));
    },
  };
}

const firstWordOf = (text: string): string => /^[^ :]*/.exec(text)?.[0] ?? '';

/** What is told apart of what was written: a phone's apostrophe is the same as a keyboard's. As long as it was. */
const compared = (text: string): string => lower(text).replaceAll('’', "'");

/** Lower case, the same in every place the bot runs. */
export const lower = (text: string): string => text.toLocaleLowerCase('en');
