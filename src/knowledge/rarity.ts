import type { Term } from './terms.js';

export const sum = (terms: readonly Pick<Term, 'weight'>[]): number =>
  terms.reduce((all, { weight }) => all + weight, 0);

/** A term that nobody knows is rarer than one that a single entry knows. */
const countOfUnknown = 0.5;

/**
 * How rare a term is among entries: the fewer know it, the more it tells.
 * @param sets the terms of each entry.
 */
export function createRarity(sets: readonly ReadonlySet<string>[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + sets.length / (counts.get(term) ?? countOfUnknown));
}
