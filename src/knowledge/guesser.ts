import type { Feature } from './features.js';
import type { Rarity } from './rarity.js';

/** How probable each group of wordings is for a question, by the group's place; they add up to one. */
export type Guesser = (question: readonly Feature[]) => number[];

/** Every group might use any feature a little. */
const seenAnyway = 0.1;
/** As if a group had so many features beside its own, so that one with few wordings is not believed too readily. */
const unseenFeatures = 500;
/** Two words that stand together tell little that the words do not tell. */
const pairShare = 0.5;
/** Each wording counts for this much, however long it is. */
const wordingWeight = 2;

/**
 * Naive Bayes over the wordings of each group: where the nearest wording looks at one way to ask, this looks at all of
 * them, and at what speaks for another group.
 * @param groups the features of each group's wordings.
 */
export function createGuesser(groups: readonly (readonly (readonly Feature[])[])[], rarity: Rarity): Guesser {
  const share = (feature: Feature) => feature.weight * (feature.kind === 'pair' ? pairShare : 1);
  const totals: number[] = [];
  /** By feature, what each group that has it gains on one that has not, as a logarithm. */
  const gains = new Map<string, { group: number; gain: number }[]>();
  for (const [group, wordings] of groups.entries()) {
    const weights = new Map<string, number>();
    let total = seenAnyway * unseenFeatures;
    for (const wording of wordings) {
      const length = Math.hypot(...wording.map((one) => share(one) * rarity.of(one.name))) || 1;
      for (const one of wording) {
        const weight = (wordingWeight * share(one) * rarity.of(one.name)) / length;
        weights.set(one.name, (weights.get(one.name) ?? 0) + weight);
        total += weight;
      }
    }
    totals.push(total);
    for (const [name, weight] of weights) {
      const list = gains.get(name) ?? [];
      list.push({ group, gain: Math.log((weight + seenAnyway) / seenAnyway) });
      gains.set(name, list);
    }
  }

  return (question) => {
    const known = question.filter(({ name }) => gains.has(name));
    const length = known.reduce((sum, one) => sum + share(one), 0);
    const logs = totals.map((total) => -length * Math.log(total));
    for (const one of known)
      for (const { group, gain } of gains.get(one.name) ?? []) logs[group] = (logs[group] ?? 0) + share(one) * gain;
    const highest = Math.max(...logs);
    const odds = logs.map((log) => Math.exp(log - highest));
    const all = odds.reduce((sum, one) => sum + one, 0);
    return odds.map((one) => one / all);
  };
}
