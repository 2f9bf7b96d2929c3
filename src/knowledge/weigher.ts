import type { Feature } from './features.js';

/** What a text has of the features that can be learned from, as a vector of length one. */
export type Weighed = { places: Int32Array; values: Float32Array };

/** Turns features into what is learned from; `size` is how many different features there are. */
export type Weigher = ((features: readonly Feature[]) => Weighed) & { size: number };

/** What a single wording has says nothing of the others. */
const fewestWordings = 2;
/** Below one, so that a single rare feature does not drown the rest. */
const steepness = 0.5;

/** @param wordings the features of everything that is learned from: a rare one tells more. */
export function createWeigher(wordings: readonly (readonly Feature[])[]): Weigher {
  const counts = new Map<string, number>();
  for (const wording of wordings) for (const { name } of wording) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= fewestWordings);
  const known = new Map(
    kept.map(([name, count], place) => [name, { place, rarity: Math.log(1 + wordings.length / count) ** steepness }]),
  );
  const weigh = (features: readonly Feature[]): Weighed => {
    const found = features.flatMap(({ name, weight }) => {
      const one = known.get(name);
      return one ? [{ place: one.place, value: weight * one.rarity }] : [];
    });
    const length = Math.hypot(...found.map(({ value }) => value)) || 1;
    return {
      places: Int32Array.from(found, ({ place }) => place),
      values: Float32Array.from(found, ({ value }) => value / length),
    };
  };
  return Object.assign(weigh, { size: known.size });
}
