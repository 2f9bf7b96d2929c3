/** Below one, so that a single rare word does not drown the rest of a question. */
const steepness = 0.5;
/** A term that nobody knows is rarer than one that a single entry knows. */
const countOfUnknown = 0.5;

/** How rare a feature is among entries: the fewer know it, the more it tells. */
export type Rarity = { of(feature: string): number; isKnown(feature: string): boolean; ofUnknown: number };

/** @param sets the features of each entry. */
export function createRarity(sets: readonly ReadonlySet<string>[]): Rarity {
  const counts = new Map<string, number>();
  for (const set of sets) for (const feature of set) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const rarity = (count: number) => Math.log(1 + sets.length / count) ** steepness;
  const known = new Map([...counts].map(([feature, count]) => [feature, rarity(count)]));
  const ofUnknown = rarity(countOfUnknown);
  return { of: (feature) => known.get(feature) ?? ofUnknown, isKnown: (feature) => known.has(feature), ofUnknown };
}
