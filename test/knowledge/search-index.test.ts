import { describe, expect, it } from '@jest/globals';
import type { Feature } from '../../src/knowledge/features.js';
import { createGuesser, guessesOf } from '../../src/knowledge/guesser.js';
import { readLanguage } from '../../src/knowledge/language-words.js';
import { createNearest, postingsOf } from '../../src/knowledge/nearest.js';
import { createNumbering } from '../../src/knowledge/numbered.js';
import { readEntries } from '../../src/knowledge/read-entries.js';
import { makingIndex, type SearchIndex } from '../../src/knowledge/search-index.js';

const groups = [
  ['what does it cost', 'what is the price', 'price it'],
  ['when does it end', 'when is the end', 'end it when'],
];
const featuresIn = (text: string): Feature[] =>
  text.split(' ').map((name) => ({ name, weight: 1, kind: 'meaning' as const }));

function numbered() {
  const { add, wordings, names } = createNumbering();
  for (const [group, texts] of groups.entries()) for (const text of texts) add(group, featuresIn(text));
  return { wordings, names: names() };
}

describe('the nearest wordings', () => {
  const { wordings, names } = numbered();
  const nearest = createNearest(postingsOf(wordings, names, groups.length));
  /** A question as a vector of length one. */
  function compare(text: string) {
    const parts = featuresIn(text).map(({ name }) => ({ name, weight: nearest.rarityOf(name) ?? 0 }));
    const length = Math.hypot(...parts.map(({ weight }) => weight));
    return nearest.compare(parts.map(({ name, weight }) => ({ name, weight: weight / length })));
  }

  it('are as near as can be to the same words, and only where they share one', () => {
    expect(compare('what is the price')[0]?.nearest).toBeCloseTo(1);
    expect(compare('price cost').map(({ group }) => group)).toEqual([0]);
    expect(compare('price cost')[0]?.nearest).toBeLessThan(0.9);
  });

  it('say nothing of the question before', () => {
    const alone = compare('price');
    compare('when is the end');
    expect(compare('price')).toEqual(alone);
  });

  it('count for the few together, which are five', () => {
    const [group] = compare('price');
    // It stands in two wordings: the nearest of them, and one that is less near.
    expect(group?.near).toBeGreaterThan((group?.nearest ?? 0) / 5);
    expect(group?.near).toBeLessThan(((group?.nearest ?? 0) * 2) / 5);
  });

  it('are counted by group for each word, which is the rarer the fewer groups have it', () => {
    expect([...(nearest.countsOf('price') ?? [])]).toEqual([2, 0]);
    expect([...(nearest.countsOf('it') ?? [])]).toEqual([2, 2]);
    expect(nearest.countsOf('tea')).toBeUndefined();
    expect(nearest.rarityOf('price') ?? 0).toBeGreaterThan(nearest.rarityOf('it') ?? 0);
    expect(nearest.rarityOfUnknown).toBeGreaterThan(nearest.rarityOf('price') ?? 0);
  });
});

describe('a guess', () => {
  const { wordings, names } = numbered();
  const guess = createGuesser(guessesOf(wordings, names, groups.length));

  it('says how probable each group is, one altogether', () => {
    const [cost = 0, end = 0] = guess(featuresIn('what is the price'));
    expect(cost).toBeGreaterThan(0.8);
    expect(cost + end).toBeCloseTo(1);
  });

  it('takes no side for words that it has not learned', () => {
    expect(guess(featuresIn('tea and cake'))).toEqual([0.5, 0.5]);
  });
});

describe('an index', () => {
  function made(ways: string[]): SearchIndex {
    const [entry] = readEntries('src/knowledge/entries');
    if (entry === undefined) throw new Error('there is no entry');
    const answer = { ...entry.answer, en: 'It is served punctually.' };
    const own = { ...entry, answer, alternatives: { ...entry.alternatives, en: ways } };
    const making = makingIndex({ entries: [own], outside: [], words: readLanguage('en') });
    for (let step = making.next(); ; step = making.next()) if (step.done) return step.value;
  }

  it('takes a word that one way to ask is written with for a slip, if it is near to one that more are written with', () => {
    const { vocabulary, postings } = made(['tea on the terrace', 'is there a terrace', 'the terrrace', 'the verandah']);
    expect(vocabulary).toContain('terrace');
    expect(vocabulary).not.toContain('terrrace');
    const known = (stem: string) => postings.names.filter((name) => name === stem).length;
    expect([known('terrac'), known('terrrac'), known('verandah')]).toEqual([1, 0, 1]);
  });

  it('knows every word of an answer', () => {
    expect(made(['tea']).vocabulary).toEqual(expect.arrayContaining(['served', 'punctually']));
  });
});
