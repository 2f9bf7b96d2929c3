import MiniSearch from 'minisearch';
import { fold } from './fold.js';

/** Gives the known word that somebody most likely meant to type; undefined when none is near enough. */
export type Speller = (word: string) => string | undefined;

/** Shorter words differ by a letter from too many others to be guessed. */
const shortest = 5;
/** This short a letter was left out, or it is another word. */
const shortestTyped = 4;
const longEnoughForTwoErrors = 8;

/**
 * @param words every known word, lower case.
 * @param isStopWord a word that is never guessed: it would hide that the real word is not known.
 */
export function createSpeller(words: Iterable<string>, isStopWord: (word: string) => boolean): Speller {
  const known = [...new Set(words)];
  const byFolded = new Map(known.map((word) => [fold(word), word]));
  const index = new MiniSearch<{ id: number; word: string }>({ fields: ['word'] });
  index.addAll(known.flatMap((word, id) => (word.length >= shortest && !isStopWord(word) ? [{ id, word }] : [])));
  return (word) => {
    const folded = byFolded.get(word);
    if (folded !== undefined || word.length < shortestTyped) return folded;
    const swapped = swapsOf(fold(word)).find((one) => byFolded.has(one));
    if (swapped !== undefined) return byFolded.get(swapped);
    const near = index.search(word, { fuzzy: word.length < longEnoughForTwoErrors ? 1 : 2 });
    return near.map(({ id }) => known[Number(id)]).find((one) => one?.[0] === word[0]);
  };
}

/** The word with each two letters that stand together the other way round: what fast fingers do most. */
const swapsOf = (word: string): string[] =>
  [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));
