import MiniSearch from 'minisearch';
import type { Entry, Language } from './entry.js';
import { createTermReader } from './terms.js';

/** How well an entry fits a question. */
export type Hit = {
  entry: Entry;
  /** From 0 to 1: how much of what the question says is also in one of the ways the entry may be asked. */
  likeness: number;
  /** From 0 to 1: how much of the question's meaning the entry knows of at all. */
  coverage: number;
};

/** The entries nearest to a question, best first. */
export type Finder = (question: string) => Hit[];

type Wording = { id: number; entry: string; terms: string[] };

const candidates = 60;

/** Finds entries by the ways they may be asked, in one language. */
export function createFinder(entries: readonly Entry[], language: Language): Finder {
  const texts = (entry: Entry) => [entry.question[language], ...entry.alternatives[language]];
  const read = createTermReader(
    language,
    entries.flatMap((entry) => [...texts(entry), entry.answer[language]]),
  );
  const wordings: Wording[] = entries
    .flatMap((entry) => texts(entry).map((text) => ({ entry: entry.id, terms: read(text).map(({ term }) => term) })))
    .map((wording, id) => ({ id, ...wording }));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const termsOfEntry = new Map<string, Set<string>>(entries.map(({ id }) => [id, new Set()]));
  for (const { entry, terms } of wordings) for (const term of terms) termsOfEntry.get(entry)?.add(term);

  const rarity = rarities([...termsOfEntry.values()]);
  const index = new MiniSearch<Wording>({
    fields: ['terms'],
    extractField: (wording, field) =>
      field === 'terms' ? wording.terms.join(' ') : String(wording[field as keyof Wording]),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  index.addAll(wordings);

  return (question) => {
    const asked = read(question).map(({ term, weight }) => ({ term, weight: weight * rarity(term) }));
    const weights = new Map(asked.map(({ term, weight }) => [term, weight]));
    const total = sum(asked);
    if (total === 0) return [];
    const found = index.search([...weights.keys()].join(' ')).slice(0, candidates);
    const best = new Map<string, Hit>();
    for (const { id } of found) {
      const wording = wordings[Number(id)];
      const entry = wording && byId.get(wording.entry);
      if (!entry) continue;
      const known = termsOfEntry.get(entry.id);
      const shared = sum(asked.filter(({ term }) => wording.terms.includes(term)));
      const covered = sum(asked.filter(({ term }) => known?.has(term)));
      const wordingTotal = wording.terms.reduce((all, term) => all + (weights.get(term) ?? rarity(term)), 0);
      const coverage = covered / total;
      const likeness = (0.6 * (2 * shared)) / (total + wordingTotal) + 0.4 * coverage;
      if (likeness > (best.get(entry.id)?.likeness ?? 0)) best.set(entry.id, { entry, likeness, coverage });
    }
    return [...best.values()].sort((a, b) => b.likeness - a.likeness);
  };
}

const sum = (terms: readonly { weight: number }[]): number => terms.reduce((all, { weight }) => all + weight, 0);

/** How rare a term is among the entries: the fewer know it, the more it tells. */
function rarities(sets: readonly ReadonlySet<string>[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + sets.length / (counts.get(term) ?? 0.5));
}
