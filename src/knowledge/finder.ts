import { chunks } from '../base/chunks.js';
import { type Entry, inLanguage } from './entry.js';
import { type Feature, featuresOf, lettersOf } from './features.js';
import { createGuesser } from './guesser.js';
import type { LanguageWords } from './language-words.js';
import type { Learned } from './learned.js';
import { createRarity, type Rarity } from './rarity.js';
import { createTermReader } from './terms.js';
import { wordingsOf } from './wordings.js';

/** How well an entry fits a question. */
export type Hit = {
  /** undefined when the question is like one that no entry answers. */
  entry: Entry | undefined;
  /** From 0 to 1: how like the ways the entry may be asked. */
  likeness: number;
  /** What the hits are ordered by: the likeness, and how probable the entry is beside the others. */
  score: number;
  /** From 0 to 1: how much of what the question is about the entry knows of at all. */
  coverage: number;
  /** How probable it is beside the others, from 0 to 1. */
  probability: number;
  /** How many things the question is about that the entry knows of, and that nobody does. */
  known: number;
  foreign: number;
  /** From 0 to 1: how like the nearest way it may be asked. */
  nearest: number;
  /** One of the ways the entry may be asked, but for words that say nothing. */
  isVerbatim: boolean;
};

/** The entries nearest to a question, best first. */
export type Finder = (question: string) => Hit[];

/** Weights by feature, and their length as a vector. */
type Vector = { weights: ReadonlyMap<string, number>; length: number };
/** An entry and how many of its wordings have each feature; no entry for questions that none answers. */
type Group = { entry: Entry | undefined; counts: ReadonlyMap<string, number> };
type Wording = { group: number; vector: Vector };

/** How much the nearest wording counts, the nearest few together, and what all the entry's wordings have in common. */
const shares = { nearest: 0.25, near: 0.35, common: 0.4 };
const few = 5;
/** A feature belongs to an entry entirely once so many of its wordings have it. */
const wordingsToBelong = 3;
/** A word that nobody knows may be a name or chatter: it speaks against an answer, but less than its rarity says. */
const unknownShare = 0.5;
/** Concepts that only say what kind of thing is asked for: alone they are no question, unless an entry is asked so. */
const asking: ReadonlySet<string> = new Set(['who', 'when', 'where', 'why']);
/** Words that say nothing alone are a question together where an entry is asked much like that. */
const bareFrom = 0.5;
/** How much the probability of an entry counts beside its likeness. */
const probabilityShare = 0.6;
/** But for rounding, the same. */
const sameFrom = 0.999;

/** So many wordings are read at a time, and nobody waits for long. */
const readAtOnce = 50;

type Making = { entries: readonly Entry[]; outside: readonly string[]; words: LanguageWords; learned: Learned };

/**
 * Makes what finds entries by the ways they may be asked, in one language: a little at a time, with whatever else is to be
 * done in between.
 * @param making `outside`: questions that no entry answers
 */
export function* makingFinder({ entries, outside, words, learned }: Making): Generator<void, Finder> {
  const { language } = words;
  const asked = [
    { entry: undefined, texts: outside },
    ...entries.map((entry) => ({ entry, texts: wordingsOf(entry, language) })),
  ];
  const read = createTermReader(words, [
    ...asked.flatMap(({ texts }) => texts),
    ...entries.map((entry) => inLanguage(entry.answer, language)),
  ]);
  yield;
  const readings: { entry: Entry | undefined; texts: ReturnType<typeof readingOf>[] }[] = [];
  const readingOf = (text: string) => ({ features: featuresOf(read(text)), letters: lettersOf(text) });
  for (const { entry, texts } of asked) {
    const own = [];
    for (const some of chunks(texts, readAtOnce)) {
      own.push(...some.map(readingOf));
      yield;
    }
    readings.push({ entry, texts: own });
  }
  const known = readings.map(({ entry, texts }) => ({ entry, wordings: texts.map(({ features }) => features) }));
  yield;
  const rarity = createRarity(
    known.map(({ wordings }) => new Set(wordings.flatMap((wording) => wording.map(({ name }) => name)))),
  );
  const groups = known.map(({ entry, wordings }): Group => ({ entry, counts: countsOf(wordings.flat()) }));
  yield;
  const nearest = createNearest(
    known.flatMap(({ wordings }, group) => wordings.map((one) => ({ group, vector: vectorOf(one, rarity) }))),
  );
  yield;
  const guess = createGuesser(
    readings.map(({ texts }) => texts.map(guessedBy)),
    learned,
  );

  return (question) => {
    const features = featuresOf(read(question));
    const about = features.filter(({ kind }) => kind === 'meaning');
    const isBare = about.every(({ name }) => asking.has(name));
    const vector = vectorOf(features, rarity);
    const probable = guess(guessedBy({ features, letters: lettersOf(question) }));
    const foreign = about.filter(({ name }) => !rarity.isKnown(name)).length;
    const hits: Hit[] = [];
    for (const [at, likenesses] of nearest(vector)) {
      const group = groups[at];
      if (!group) continue;
      const near = likenesses.sort((a, b) => b - a).slice(0, few);
      const together = near.reduce((sum, one) => sum + one, 0) / few;
      const best = near[0] ?? 0;
      const likeness = shares.nearest * best + shares.near * together + shares.common * inCommon(vector, group);
      hits.push({
        entry: group.entry,
        likeness,
        score: likeness + probabilityShare * (probable[at] ?? 0),
        coverage: coverageOf(about, group, rarity),
        probability: probable[at] ?? 0,
        known: about.filter(({ name }) => group.counts.has(name) && !asking.has(name)).length,
        foreign,
        nearest: best,
        isVerbatim: best > sameFrom,
      });
    }
    const fitting = isBare ? hits.filter(({ nearest }) => nearest >= bareFrom) : hits;
    return fitting.sort((a, b) => b.score - a.score);
  };
}

/** What tells the entries apart: two words that stand together tell little that the words do not tell. */
const guessedBy = ({ features, letters }: { features: readonly Feature[]; letters: readonly Feature[] }): Feature[] => [
  ...features.filter(({ kind }) => kind !== 'pair'),
  ...letters,
];

function countsOf(features: readonly Feature[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function vectorOf(features: readonly Feature[], rarity: Rarity): Vector {
  const weights = new Map<string, number>();
  for (const { name, weight, kind } of features) {
    if (rarity.isKnown(name)) weights.set(name, weight * rarity.of(name));
    else if (kind === 'meaning') weights.set(name, weight * rarity.ofUnknown * unknownShare);
  }
  return { weights, length: Math.hypot(...weights.values()) || 1 };
}

/** Gives, by group, how like each of its wordings is that shares a feature: the cosine of their vectors. */
function createNearest(wordings: readonly Wording[]): (question: Vector) => Map<number, number[]> {
  const having = new Map<string, { at: number; weight: number }[]>();
  for (const [at, { vector }] of wordings.entries()) {
    for (const [name, weight] of vector.weights) {
      const list = having.get(name) ?? [];
      list.push({ at, weight: weight / vector.length });
      having.set(name, list);
    }
  }
  return ({ weights, length }) => {
    const products = new Map<number, number>();
    for (const [name, weight] of weights)
      for (const one of having.get(name) ?? [])
        products.set(one.at, (products.get(one.at) ?? 0) + (weight / length) * one.weight);
    const byGroup = new Map<number, number[]>();
    for (const [at, product] of products) {
      const group = wordings[at]?.group ?? 0;
      const list = byGroup.get(group);
      if (list) list.push(product);
      else byGroup.set(group, [product]);
    }
    return byGroup;
  };
}

function inCommon({ weights, length }: Vector, { counts }: Group): number {
  let common = 0;
  for (const [name, weight] of weights)
    common += (weight / length) ** 2 * Math.min(1, (counts.get(name) ?? 0) / wordingsToBelong);
  return common;
}

function coverageOf(about: readonly Feature[], { counts }: Group, rarity: Rarity): number {
  const of = (features: readonly Feature[]) =>
    features.reduce((sum, { name, weight }) => sum + weight * rarity.of(name), 0);
  return about.length === 0 ? 0 : of(about.filter(({ name }) => counts.has(name))) / of(about);
}
