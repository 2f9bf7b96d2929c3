import type { Entry } from './entry.js';
import { type Feature, featuresOf, guessedBy, lettersOf } from './features.js';
import { createGuesser } from './guesser.js';
import type { Learned } from './learned.js';
import { createNearest, type Nearest, type Part } from './nearest.js';
import { type Indexed, makingIndex } from './search-index.js';
import { createTermReader } from './terms.js';

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

/** How much the nearest wording counts, the nearest few together, and what all the entry's wordings have in common. */
const shares = { nearest: 0.25, near: 0.35, common: 0.4 };
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

type Making = Indexed & { learned: Learned; from: string };

/**
 * Makes what finds entries by the ways they may be asked, in one language: a little at a time, with whatever else is to be
 * done in between.
 * @param making `from`: what the index that is made of this is called
 */
export function* makingFinder({ learned, from, ...indexed }: Making): Generator<void, Finder> {
  const known = learned.index(from);
  const index = known ?? (yield* makingIndex(indexed));
  if (!known) learned.keep?.(from, index);
  yield;
  const read = createTermReader(indexed.words, index.vocabulary);
  yield;
  const nearest = createNearest(index.postings);
  yield;
  const guess = createGuesser(index.guesses);
  return (question) => {
    const reading = read(question);
    const features = featuresOf(reading);
    const about = features.filter(({ kind }) => kind === 'meaning').map((one) => knownOf(one, nearest));
    const vector = vectorOf(features, nearest);
    const common = inCommon(vector, nearest);
    const probable = guess(guessedBy(features, lettersOf(reading)));
    const foreign = about.filter(({ counts }) => counts === undefined).length;
    const hits = nearest.compare(vector).map(({ group, nearest: best, near }): Hit => {
      const likeness = shares.nearest * best + shares.near * near + shares.common * (common[group] ?? 0);
      const probability = probable[group] ?? 0;
      const has = ({ counts }: Known) => (counts?.[group] ?? 0) > 0;
      return {
        entry: indexed.entries[group - 1],
        likeness,
        score: likeness + probabilityShare * probability,
        coverage: weightOf(about.filter(has)) / (weightOf(about) || 1),
        probability,
        known: about.filter((one) => has(one) && !asking.has(one.name)).length,
        foreign,
        nearest: best,
        isVerbatim: best > sameFrom,
      };
    });
    const isBare = about.every(({ name }) => asking.has(name));
    const fitting = isBare ? hits.filter(({ nearest }) => nearest >= bareFrom) : hits;
    return fitting.sort((a, b) => b.score - a.score);
  };
}

/** What a question is about, and how many of each group's wordings are about it too; undefined where none is. */
type Known = { name: string; weight: number; counts: Uint16Array | undefined };

const knownOf = ({ name, weight }: Feature, { rarityOf, rarityOfUnknown, countsOf }: Nearest): Known => ({
  name,
  weight: weight * (rarityOf(name) ?? rarityOfUnknown),
  counts: countsOf(name),
});

const weightOf = (about: readonly Known[]): number => about.reduce((sum, { weight }) => sum + weight, 0);

function vectorOf(features: readonly Feature[], { rarityOf, rarityOfUnknown }: Nearest): Part[] {
  const parts = features.flatMap(({ name, weight, kind }) => {
    const rarity = rarityOf(name) ?? (kind === 'meaning' ? rarityOfUnknown * unknownShare : undefined);
    return rarity === undefined ? [] : [{ name, weight: weight * rarity }];
  });
  const length = Math.hypot(...parts.map(({ weight }) => weight)) || 1;
  return parts.map(({ name, weight }) => ({ name, weight: weight / length }));
}

/** From 0 to 1, by group: how much of a question its wordings have in common. */
function inCommon(question: readonly Part[], { countsOf }: Nearest): number[] {
  const common: number[] = [];
  for (const { name, weight } of question) {
    countsOf(name)?.forEach((count, group) => {
      common[group] = (common[group] ?? 0) + weight ** 2 * Math.min(1, count / wordingsToBelong);
    });
  }
  return common;
}
