import { splitCompound } from './compound.js';
import { fold } from './fold.js';
import type { LanguageWords } from './language-words.js';
import { createSpeller } from './speller.js';

/** What a text is searched by. */
type Term = { term: string /** From 0 to 1. */; weight: number };

export type Reading = {
  /** Stems and concepts, without words that say nothing. */
  terms: Term[];
  /** Every word as it is spelt, slips and all. */
  said: string[];
  /** The stem of every word, in order; a name of several words is one. */
  words: string[];
};

/** Reads a text, misspelt words as what was meant. */
export type TermReader = (text: string) => Reading;

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replace(/\bhttps?:\/\/[^\s)]+/g, ' ')
    .replace(/['’]/g, '')
    .replace(/(\d)[\s.,](?=\d{3}\b)/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The words of a text in lower case, without what is no letter or digit. */
export const wordsOf = (text: string): string[] => plain(text).split(' ').filter(Boolean);

/** The concepts by the words and phrases they are called. */
function namesIn(concepts: ReadonlyMap<string, string>) {
  const named = [...concepts].map(([name, concept]) => [plain(name), concept] as const);
  const words = new Map(named.filter(([name]) => !name.includes(' ')));
  const phrases = new Map(named.filter(([name]) => name.includes(' ')).map(([name, concept]) => [fold(name), concept]));
  const lengths = lengthsByFirstWord([...phrases.keys()]);
  return {
    words,
    /** The concept that a phrase beginning at a place stands for, and how many words it has. */
    phraseAt(folded: readonly string[], at: number): { concept: string; length: number } | undefined {
      for (const length of lengths.get(folded[at] ?? '') ?? []) {
        const concept = phrases.get(folded.slice(at, at + length).join(' '));
        if (concept !== undefined) return { concept, length };
      }
      return undefined;
    },
  };
}

/** How many words the phrases have that begin with a word, the longest first. */
function lengthsByFirstWord(names: readonly string[]): Map<string, number[]> {
  const lengths = new Map<string, number[]>();
  const longestFirst = names.map((name) => name.split(' ')).sort((a, b) => b.length - a.length);
  for (const [first = '', ...rest] of longestFirst) {
    const known = lengths.get(first) ?? [];
    if (!known.includes(rest.length + 1)) lengths.set(first, [...known, rest.length + 1]);
  }
  return lengths;
}

/** Guessing takes time, and a text with so many unknown words is not a question about our subject. */
const mostGuesses = 12;
/** Two letters that nobody knows are a slip of the fingers. */
const shortestUnknown = 3;
/** Shorter stems are shared by words that have nothing else in common, such as `data` and `dator`. */
const shortestStem = 4;
/** That many people is a question of its own, whatever the figure. */
const thousands = /^[1-9]\d{3,}$/;

/** @param known texts whose words are known: misspelt words are read as one of them. */
export function createTermReader(language: LanguageWords, known: readonly string[]): TermReader {
  const { isStopWord, weightOf, concepts, spelt } = language;
  const { words, phraseAt } = namesIn(concepts);
  const vocabulary = new Set([...known, ...concepts.keys()].flatMap(wordsOf));
  const stemOf = new Map([...vocabulary].map((word) => [word, language.stem(word)]));
  const stem = (word: string) => stemOf.get(word) ?? language.stem(word);
  const byStem = new Map(
    [...words].map(([name, concept]) => [stem(name), concept] as const).filter(([name]) => name.length >= shortestStem),
  );
  const stems = new Set(stemOf.values());
  const spell = createSpeller(vocabulary, isStopWord);

  const isConcept = (word: string) => words.has(word) || byStem.has(stem(word));
  const single = (word: string) =>
    thousands.test(word) ? 'thousands' : (words.get(word) ?? byStem.get(stem(word)) ?? stem(word));
  const parts = (word: string) => (language.compounds ? splitCompound(word, isConcept) : undefined);

  const isKnown = (word: string) =>
    vocabulary.has(word) || stems.has(stem(word)) || isStopWord(word) || isConcept(word);

  /** The words as they should have been typed. */
  function corrected(said: readonly string[]): string[] {
    let guesses = 0;
    return said.map((word) => {
      if (isKnown(word) || /\d/.test(word) || parts(word) || guesses >= mostGuesses) return word;
      guesses++;
      return spell(word) ?? word;
    });
  }

  function termsOf(word: string): Term[] {
    if (words.has(word)) return [{ term: single(word), weight: 1 }];
    if (isStopWord(word)) return [];
    if (!vocabulary.has(word) && word.length < shortestUnknown) return [];
    const weight = weightOf(word);
    return (isConcept(word) ? [word] : (parts(word) ?? [word])).map((part) => ({ term: single(part), weight }));
  }

  return (text) => {
    const said = wordsOf(text).map(spelt);
    const meant = corrected(said);
    const terms: Term[] = [];
    const units: string[] = [];
    const folded = meant.map(fold);
    for (let at = 0; at < meant.length; ) {
      const phrase = phraseAt(folded, at);
      const word = meant[at] ?? '';
      terms.push(...(phrase ? [{ term: phrase.concept, weight: 1 }] : termsOf(word)));
      units.push(phrase?.concept ?? stem(word));
      at += phrase?.length ?? 1;
    }
    return {
      said,
      terms: terms.filter(({ term }, at) => terms.findIndex((one) => one.term === term) === at),
      words: units,
    };
  };
}
