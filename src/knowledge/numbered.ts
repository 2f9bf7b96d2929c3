import type { Feature } from './features.js';

/** A wording with its features as numbers: a feature's number is its name's place among the names. */
export type Numbered = { group: number; features: Int32Array; weights: Float64Array };

/** Numbers the features of wordings, so that none of a hundred thousand objects has to be kept. */
export function createNumbering() {
  const numbers = new Map<string, number>();
  const wordings: Numbered[] = [];
  const numberOf = (name: string): number => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
  return {
    wordings,
    names: (): string[] => [...numbers.keys()],
    /** @param group the place of the group that the wording belongs to */
    add(group: number, features: readonly Feature[]): void {
      wordings.push({
        group,
        features: Int32Array.from(features, ({ name }) => numberOf(name)),
        weights: Float64Array.from(features, ({ weight }) => weight),
      });
    },
  };
}

/** How many of the wordings have each feature. */
export function countsOf(wordings: readonly Numbered[], size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const { features } of wordings) for (const feature of features) counts[feature] = (counts[feature] ?? 0) + 1;
  return counts;
}
