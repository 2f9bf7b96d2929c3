import type { Feature } from './features.js';
import { type Learned, nameOf } from './learned.js';
import { createWeigher, type Weighed, type Weigher } from './weigher.js';

/** How probable each group of wordings is for a question, by the group's place; they add up to one. */
export type Guesser = (question: readonly Feature[]) => number[];

/** So often every wording is looked at, and how far the first look moves what is learned; the last one hardly does. */
const rounds = 6;
const firstStep = 3;
/** What is known so well teaches nothing more, and what is so improbable takes nothing away. */
const learned = 0.97;
const negligible = 0.004;

/**
 * Learns what tells the groups apart: where the nearest wording looks at one way to ask, this looks at all of them, and at
 * what speaks for another group. Multinomial logistic regression, by stochastic gradient descent; the order is always the
 * same, so that the same knowledge gives the same answers.
 * @param groups the features of each group's wordings.
 * @param before what was learned of the same before
 */
export function createGuesser(groups: Groups, before: Learned): Guesser {
  const weigh = createWeigher(groups.flat());
  const from = nameOf(groups, [rounds, firstStep, learned, negligible]);
  const known = before.weights(from, weigh.size * groups.length);
  const weights = known ?? learnedFrom(groups, weigh);
  if (!known) before.keep?.(from, weights);
  const shares = new Float32Array(groups.length);
  return (question) => {
    probable(weigh(question), weights, shares);
    return [...shares];
  };
}

type Groups = readonly (readonly (readonly Feature[])[])[];

/** How much each feature speaks for each group. */
function learnedFrom(groups: Groups, weigh: Weigher): Float32Array {
  const examples = groups.flatMap((wordings, group) => wordings.map((one) => ({ group, ...weigh(one) })));
  const weights = new Float32Array(weigh.size * groups.length);
  const shares = new Float32Array(groups.length);
  const fair = groups.map(({ length }) => Math.min(1, Math.sqrt(examples.length / groups.length / length)));
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
  { group: own, places, values }: Weighed & { group: number },
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
