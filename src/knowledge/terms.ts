import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { splitCompound } from './compound.js';
import { concepts } from './concepts.js';
import type { Language } from './entry.js';
import { fold } from './fold.js';
import { createSpeller } from './speller.js';
import { isStopWord, weightOf } from './stop-words.js';

/** What a text is searched by. */
export type Term = { term: string /** From 0 to 1. */; weight: number };

/** Reads a text into terms: stems and concepts, without words that say nothing. */
export type TermReader = (text: string) => Term[];

const stemmers: Record<Language, (word: string) => string> = { en: english, sv: swedish };

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replace(/['’]/g, '')
    .replace(/(\d)[\s.,](?=\d{3}\b)/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const wordsOf = (text: string): string[] => plain(text).split(' ').filter(Boolean);

const named: readonly (readonly [string, string])[] = [...concepts].map(([name, concept]) => [plain(name), concept]);
const words = new Map(named.filter(([name]) => !name.includes(' ')));
const phrases = new Map(named.filter(([name]) => name.includes(' ')).map(([name, concept]) => [fold(name), concept]));
const longestPhrase = Math.max(...[...phrases.keys()].map((name) => name.split(' ').length));
/** Two letters that nobody knows are a slip of the fingers. */
const shortestUnknown = 3;
/** Shorter stems are shared by words that have nothing else in common, such as `data` and `dator`. */
const shortestStem = 4;
/** That many people is a question of its own, whatever the figure. */
const thousands = /^[1-9]\d{3,}$/;

/** @param known texts whose words are known: misspelt words are read as one of them. */
export function createTermReader(language: Language, known: readonly string[]): TermReader {
  const stem = stemmers[language];
  const byStem = new Map(
    [...words].map(([name, concept]) => [stem(name), concept] as const).filter(([name]) => name.length >= shortestStem),
  );
  const vocabulary = new Set([...known, ...concepts.keys()].flatMap(wordsOf));
  const stems = new Set([...vocabulary].map(stem));
  const spell = createSpeller(vocabulary, (word) => isStopWord(word, language));

  const isConcept = (word: string) => words.has(word) || byStem.has(stem(word));
  const single = (word: string) =>
    thousands.test(word) ? 'thousands' : (words.get(word) ?? byStem.get(stem(word)) ?? stem(word));
  const parts = (word: string) => (language === 'sv' ? splitCompound(word, isConcept) : undefined);

  /** The word as it should have been typed. */
  function correct(word: string): string {
    const known = vocabulary.has(word) || stems.has(stem(word)) || isStopWord(word, language) || isConcept(word);
    return known || /\d/.test(word) || parts(word) ? word : (spell(word) ?? word);
  }

  function termsOf(word: string): Term[] {
    if (words.has(word)) return [{ term: single(word), weight: 1 }];
    if (isStopWord(word, language)) return [];
    if (!vocabulary.has(word) && word.length < shortestUnknown) return [];
    const weight = weightOf(word, language);
    return (isConcept(word) ? [word] : (parts(word) ?? [word])).map((part) => ({ term: single(part), weight }));
  }

  return (text) => {
    const said = wordsOf(text).map(correct);
    const terms: Term[] = [];
    for (let at = 0; at < said.length; ) {
      let length = Math.min(longestPhrase, said.length - at);
      while (length > 1 && !phrases.has(fold(said.slice(at, at + length).join(' ')))) length--;
      const phrase = phrases.get(fold(said.slice(at, at + length).join(' ')));
      terms.push(...(phrase ? [{ term: phrase, weight: 1 }] : termsOf(said[at] ?? '')));
      at += length;
    }
    return terms.filter(({ term }, at) => terms.findIndex((one) => one.term === term) === at);
  };
}
