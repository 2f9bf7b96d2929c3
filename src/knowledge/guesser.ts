import type { Feature } from './features.js';
import { countsOf, type Numbered } from './numbered.js';
import { rarityOf } from './rarity.js';

/** How probable each group of wordings is for a question, by the group's place; they add up to one. */
export type Guesser = (question: readonly Feature[]) => number[];

/** So often every wording is looked at, and how far the first look moves what is learned; the last one hardly does. */
const rounds = 6;
const firstStep = 3;
/** What is known so well teaches nothing more, and what is so improbable takes nothing away. */
const learned = 0.97;
const negligible = 0.004;

/** What was learned of the wordings. */
export type Guesses = {
  /** What can be learned from is called so; a feature's place here is its row in the weights. */
  names: readonly string[];
  /** How rare each is among the wordings. */
  rarities: Float64Array;
  /** How much each feature speaks for each group, a row a feature. */
  weights: Float32Array;
  /** How many groups there are. */
  size: number;
};

/** What a text has of the features that can be learned from, as a vector of length one. */
type Weighed = { places: Int32Array; values: Float32Array };
type Example = Weighed & { group: number };

/** What a single wording has says nothing of the others. */
const fewestWordings = 2;

/**
 * Learns what tells the groups apart: where the nearest wording looks at one way to ask, this looks at all of them, and at
 * what speaks for another group. Multinomial logistic regression, by stochastic gradient descent; the order is always the
 * same, so that the same knowledge gives the same answers.
 * @param all what the features are called, by their number
 * @param size how many groups there are
 */
export function guessesOf(wordings: readonly Numbered[], all: readonly string[], size: number): Guesses {
  const counts = countsOf(wordings, all.length);
  const kept = [...all.keys()].filter((feature) => (counts[feature] ?? 0) >= fewestWordings);
  const placeOf = new Int32Array(all.length).fill(-1);
  for (const [place, feature] of kept.entries()) placeOf[feature] = place;
  const rarities = Float64Array.from(kept, (feature) => rarityOf(counts[feature] ?? 0, wordings.length));
  const examples = wordings.map(({ group, features, weights }): Example => {
    const places = features.map((feature) => placeOf[feature] ?? -1);
    return { group, ...weighed(places, weights, rarities) };
  });
  return {
    names: kept.map((feature) => all[feature] ?? ''),
    rarities,
    weights: learnedFrom(examples, kept.length, size),
    size,
  };
}

/** @param guesses what was learned */
export function createGuesser({ names, rarities, weights, size }: Guesses): Guesser {
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const shares = new Float32Array(size);
  return (question) => {
    const places = Int32Array.from(question, ({ name }) => placeOf.get(name) ?? -1);
    const asked = Float64Array.from(question, ({ weight }) => weight);
    probable(weighed(places, asked, rarities), weights, shares);
    return [...shares];
  };
}

/** @param places of each feature; below 0 for what cannot be learned from */
function weighed(places: Int32Array, weights: Float64Array, rarities: Float64Array): Weighed {
  const values = weights.map((weight, at) => weight * (rarities[places[at] ?? -1] ?? 0));
  const length = Math.hypot(...values) || 1;
  return {
    places: places.filter((place) => place >= 0),
    values: Float32Array.from(
      values.filter((_, at) => (places[at] ?? -1) >= 0),
      (value) => value / length,
    ),
  };
}

/** How much each feature speaks for each group. */
function learnedFrom(examples: readonly Example[], features: number, size: number): Float32Array {
  const weights = new Float32Array(features * size);
  const shares = new Float32Array(size);
  const lengths = new Int32Array(size);
  for (const { group } of examples) lengths[group] = (lengths[group] ?? 0) + 1;
  const fair = Array.from(lengths, (length) => Math.min(1, Math.sqrt(examples.length / size / length)));
  for (let round = 0; round < rounds; round++) {
    const step = firstStep * (1 - round / rounds);
    for (const at of shuffled(examples.length, round)) {
      const example = examples[at];
      if (!example) continue;
      probable(example, weights, shares);
      if ((shares[example.group] ?? 0) <= learned) learn(example, shares, weights, step * (fair[example.group] ?? 1));
    }
  }
  return weights;
}

// Plain loops over typed arrays: this is the whole of what learning costs, and iterators make it ten times as much.

/** Writes into `shares` how probable each group is. */
function probable({ places, values }: Weighed, weights: Float32Array, shares: Float32Array): void {
  const count = shares.length;
  shares.fill(0);
  for (let at = 0; at < places.length; at++) {
    const value = values[at] ?? 0;
    const from = (places[at] ?? 0) * count;
    for (let group = 0; group < count; group++)
      shares[group] = (shares[group] ?? 0) + (weights[from + group] ?? 0) * value;
  }
  let highest = -Infinity;
  for (let group = 0; group < count; group++) highest = Math.max(highest, shares[group] ?? 0);
  let sum = 0;
  for (let group = 0; group < count; group++) sum += shares[group] = Math.exp((shares[group] ?? 0) - highest);
  for (let group = 0; group < count; group++) shares[group] = (shares[group] ?? 0) / sum;
}

/** Moves the weights towards the group that a wording belongs to, and away from those it was taken for. */
function learn(
  { group: own, places, values }: Example,
  shares: Float32Array,
  weights: Float32Array,
  step: number,
): void {
  const count = shares.length;
  for (let group = 0; group < count; group++) {
    const error = ((group === own ? 1 : 0) - (shares[group] ?? 0)) * step;
    if (Math.abs(error) < negligible) continue;
    for (let at = 0; at < places.length; at++) {
      const weight = (places[at] ?? 0) * count + group;
      weights[weight] = (weights[weight] ?? 0) + error * (values[at] ?? 0);
    }
  }
}

/** The places from 0 in an order that differs by round, and never by run: a linear congruential generator chooses. */
function shuffled(count: number, round: number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, at) => at);
  let state = round + 1;
  for (let at = count - 1; at > 0; at--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const other = state % (at + 1);
    const kept = places[at] ?? 0;
    places[at] = places[other] ?? 0;
    places[other] = kept;
  }
  return places;
}
