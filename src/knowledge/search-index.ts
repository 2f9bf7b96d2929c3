import { chunks } from '../base/chunks.js';
import { type Entry, inLanguage } from './entry.js';
import { featuresOf, guessedBy, lettersOf } from './features.js';
import { type Guesses, guessesOf } from './guesser.js';
import type { LanguageWords } from './language-words.js';
import { type Postings, postingsOf } from './nearest.js';
import { createNumbering } from './numbered.js';
import { createTermReader, wordsOf } from './terms.js';
import { wordingsOf } from './wordings.js';

/**
 * All that answers are found by in one language: made of the ways the entries may be asked, and nothing of it hangs on who
 * asks. It is made of numbers and names alone, so that it can be kept in a file and is small where it is held.
 */
export type SearchIndex = {
  /** The words that misspelt ones are read as. */
  vocabulary: readonly string[];
  /** Its first group is what no entry answers; then come the entries in their order. So it is in the guesses. */
  postings: Postings;
  guesses: Guesses;
};

/** What an index is made of; `outside`: questions that no entry answers. */
export type Indexed = { entries: readonly Entry[]; outside: readonly string[]; words: LanguageWords };

/** So many wordings are read at a time, and nobody waits for long. */
const readAtOnce = 50;

/**
 * The words that misspelt ones are read as: those of the answers, and those that people used more than once. What is in a
 * single way to ask may be a slip of whoever wrote it, and is read as one if it is near to a word that is known.
 */
function wordsKnown(wordings: readonly string[], answers: readonly string[]): string[] {
  const once = new Set<string>();
  const known = new Set(answers.flatMap(wordsOf));
  for (const word of wordings.flatMap((text) => [...new Set(wordsOf(text))])) {
    if (once.has(word)) known.add(word);
    once.add(word);
  }
  return [...known];
}

/** Makes the index: a little at a time, with whatever else is to be done in between. */
export function* makingIndex({ entries, outside, words }: Indexed): Generator<void, SearchIndex> {
  const { language } = words;
  const groups = [outside, ...entries.map((entry) => wordingsOf(entry, language))];
  const answers = entries.map((entry) => inLanguage(entry.answer, language));
  const vocabulary = wordsKnown(groups.flat(), answers);
  yield;
  const read = createTermReader(words, vocabulary);
  yield;
  const near = createNumbering();
  const guessed = createNumbering();
  for (const [group, texts] of groups.entries()) {
    for (const some of chunks(texts, readAtOnce)) {
      for (const text of some) {
        const reading = read(text);
        const features = featuresOf(reading);
        near.add(group, features);
        guessed.add(group, guessedBy(features, lettersOf(reading)));
      }
      yield;
    }
  }
  const postings = postingsOf(near.wordings, near.names(), groups.length);
  yield;
  return { vocabulary, postings, guesses: guessesOf(guessed.wordings, guessed.names(), groups.length) };
}
