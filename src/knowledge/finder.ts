import MiniSearch from 'minisearch';
import type { Entry, Language } from './entry.js';
import { createRarity, sum } from './rarity.js';
import { createTermReader, type TermReader } from './terms.js';

/** How well an entry fits a question. */
export type Hit = {
  /** undefined when the question is like one that no entry answers. */
  entry: Entry | undefined;
  /** From 0 to 1: how much of what the question says is also in one of the ways the entry may be asked. */
  likeness: number;
  /** From 0 to 1: how much of the question's meaning the entry knows of at all. */
  coverage: number;
};

/** The entries nearest to a question, best first. */
export type Finder = (question: string) => Hit[];

type Wording = { id: number; entry: string; terms: string[] };

/** How many wordings are looked at closely. */
const candidates = 60;
/** How much one wording counts beside all the wordings of its entry together. */
const overlapShare = 0.6;

/** No entry has an empty id. */
const outsideId = '';

/**
 * Finds entries by the ways they may be asked, in one language.
 * @param outside questions that no entry answers.
 */
export function createFinder(entries: readonly Entry[], outside: readonly string[], language: Language): Finder {
  const texts = (entry: Entry) => [entry.question[language], ...entry.alternatives[language]];
  const asks = [
    ...outside.map((text) => ({ entry: outsideId, text })),
    ...entries.flatMap((entry) => texts(entry).map((text) => ({ entry: entry.id, text }))),
  ];
  const read = createTermReader(language, [
    ...asks.map(({ text }) => text),
    ...entries.map((entry) => entry.answer[language]),
  ]);
  const wordings = asks.map(({ entry, text }, id): Wording => ({ id, entry, terms: termsIn(read, text) }));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const termsOfEntry = new Map<string, Set<string>>();
  for (const { entry, terms } of wordings)
    termsOfEntry.set(entry, new Set([...(termsOfEntry.get(entry) ?? []), ...terms]));

  const rarity = createRarity([...termsOfEntry.values()]);
  const index = indexOf(wordings);

  return (question) => {
    const asked = read(question).map(({ term, weight }) => ({ term, weight: weight * rarity(term) }));
    const weights = new Map(asked.map(({ term, weight }) => [term, weight]));
    const total = sum(asked);
    if (total === 0) return [];
    const found = index.search([...weights.keys()].join(' ')).slice(0, candidates);
    const best = new Map<string, Hit>();
    for (const { id } of found) {
      const wording = wordings[Number(id)];
      if (!wording) continue;
      const known = termsOfEntry.get(wording.entry);
      const shared = sum(asked.filter(({ term }) => wording.terms.includes(term)));
      const covered = sum(asked.filter(({ term }) => known?.has(term)));
      const wordingTotal = wording.terms.reduce((all, term) => all + (weights.get(term) ?? rarity(term)), 0);
      const coverage = covered / total;
      const overlap = (2 * shared) / (total + wordingTotal);
      const likeness = overlapShare * overlap + (1 - overlapShare) * coverage;
      if (likeness > (best.get(wording.entry)?.likeness ?? 0))
        best.set(wording.entry, { entry: byId.get(wording.entry), likeness, coverage });
    }
    return [...best.values()].sort((a, b) => b.likeness - a.likeness);
  };
}

const termsIn = (read: TermReader, text: string): string[] => read(text).map(({ term }) => term);

function indexOf(wordings: readonly Wording[]): MiniSearch<Wording> {
  const index = new MiniSearch<Wording>({
    fields: ['terms'],
    extractField: (wording, field) => (field === 'terms' ? wording.terms.join(' ') : String(wording.id)),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  index.addAll(wordings);
  return index;
}
