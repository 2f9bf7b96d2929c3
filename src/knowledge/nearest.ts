import { countsOf, type Numbered } from './numbered.js';
import { rarityOf } from './rarity.js';

/** Which wordings have each feature, as numbers alone: as objects they would be most of what the process holds. */
export type Postings = {
  /** What each feature is called; its number is its place. */
  names: readonly string[];
  /** How rare each feature is among the groups. */
  rarities: Float32Array;
  /** Where each feature begins in the two below; it ends where the next one begins. */
  starts: Int32Array;
  wordings: Int32Array;
  /** How much the feature counts in the wording, as a vector of length one. */
  weights: Float32Array;
  /** The group of each wording. */
  groups: Uint16Array;
  /** How many groups there are. */
  size: number;
};

/** A question, as a vector of length one; what no wording has is a part of it too. */
export type Part = { name: string; weight: number };

/** How like its wordings a group is: the nearest one, and the nearest few on average, from 0 to 1. */
type Likeness = { group: number; nearest: number; near: number };

export type Nearest = {
  /** How rare a feature is; undefined where no wording has it. */
  rarityOf(name: string): number | undefined;
  /** A feature that nobody knows is rarer than one that a single group knows. */
  rarityOfUnknown: number;
  /** How many wordings of each group have a feature; undefined where none has. */
  countsOf(name: string): Uint16Array | undefined;
  /** The groups that have a wording that shares a feature with the question: the cosine of their vectors. */
  compare(question: readonly Part[]): Likeness[];
};

/** So many of a group's wordings are its nearest few. */
const few = 5;
const countOfUnknown = 0.5;

/**
 * @param wordings those of a group one after the other
 * @param names what the features are called, by their number
 * @param size how many groups there are
 */
export function postingsOf(wordings: readonly Numbered[], names: readonly string[], size: number): Postings {
  const starts = startsOf(countsOf(wordings, names.length));
  const rarities = raritiesOf(wordings, names.length, size);
  const total = starts.at(-1) ?? 0;
  const made = { wordings: new Int32Array(total), weights: new Float32Array(total) };
  const next = starts.slice();
  for (const [at, { features, weights }] of wordings.entries()) {
    const rare = weights.map((weight, one) => weight * (rarities[features[one] ?? 0] ?? 0));
    const length = Math.hypot(...rare) || 1;
    for (const [one, feature] of features.entries()) {
      const place = next[feature] ?? 0;
      next[feature] = place + 1;
      made.wordings[place] = at;
      made.weights[place] = (rare[one] ?? 0) / length;
    }
  }
  const groups = Uint16Array.from(wordings, ({ group }) => group);
  return { names, rarities: Float32Array.from(rarities), starts, ...made, groups, size };
}

/** Where each begins if one comes after the other; and where the last one ends. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (const [at, count] of counts.entries()) starts[at + 1] = (starts[at] ?? 0) + count;
  return starts;
}

function raritiesOf(wordings: readonly Numbered[], features: number, groups: number): Float64Array {
  const having = new Int32Array(features);
  const last = new Int32Array(features).fill(-1);
  for (const { group, features } of wordings)
    for (const feature of features) {
      if (last[feature] !== group) having[feature] = (having[feature] ?? 0) + 1;
      last[feature] = group;
    }
  return Float64Array.from(having, (count) => rarityOf(count, groups));
}

export function createNearest({ names, rarities, starts, wordings, weights, groups, size }: Postings): Nearest {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const products = new Float64Array(groups.length);
  const highest = new Float64Array(size * few);
  const endOf = (feature: number) => starts[feature + 1] ?? 0;

  /** Adds up what each wording has in common with the question. */
  function multiply(feature: number, weight: number): void {
    for (let at = starts[feature] ?? 0; at < endOf(feature); at++) {
      const wording = wordings[at] ?? 0;
      products[wording] = (products[wording] ?? 0) + weight * (weights[at] ?? 0);
    }
  }

  /** Keeps the highest few of a group, from the highest on. */
  function keep(group: number, product: number): void {
    let at = (group + 1) * few - 1;
    if (product <= (highest[at] ?? 0)) return;
    for (; at > group * few && (highest[at - 1] ?? 0) < product; at--) highest[at] = highest[at - 1] ?? 0;
    highest[at] = product;
  }

  return {
    rarityOf(name) {
      const feature = numbers.get(name);
      return feature === undefined ? undefined : rarities[feature];
    },
    rarityOfUnknown: rarityOf(countOfUnknown, size),
    countsOf(name) {
      const feature = numbers.get(name);
      if (feature === undefined) return undefined;
      const counts = new Uint16Array(size);
      for (let at = starts[feature] ?? 0; at < endOf(feature); at++) {
        const group = groups[wordings[at] ?? 0] ?? 0;
        counts[group] = (counts[group] ?? 0) + 1;
      }
      return counts;
    },
    compare(question) {
      products.fill(0);
      highest.fill(0);
      for (const { name, weight } of question) {
        const feature = numbers.get(name);
        if (feature !== undefined) multiply(feature, weight);
      }
      for (let wording = 0; wording < products.length; wording++) {
        const product = products[wording] ?? 0;
        if (product > 0) keep(groups[wording] ?? 0, product);
      }
      return Array.from({ length: size }, (_, group) => {
        const own = highest.subarray(group * few, (group + 1) * few);
        return { group, nearest: own[0] ?? 0, near: own.reduce((sum, one) => sum + one, 0) / few };
      }).filter(({ nearest }) => nearest > 0);
    },
  };
}
