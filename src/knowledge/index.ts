import { fileURLToPath } from 'node:url';
import { type Entry, type Language, languages } from './entry.js';
import { createFinder, type Finder } from './finder.js';
import { outside } from './outside.js';
import { readEntries } from './read-entries.js';

/** Questions that admins ask, and their answers in English and Swedish. Knows nothing of any tenant. */

export type { Entry, Language } from './entry.js';

export type Reply =
  | { is: 'answer'; entry: Entry }
  /** Either may be meant: ask which. */
  | { is: 'unsure'; entries: [Entry, Entry] }
  | { is: 'unknown' };

export interface Knowledge {
  /** @param question as it was typed; only the first 500 characters are read. */
  ask(question: string, language: Language): Reply;
}

const longestQuestion = 500;
/** Below this nothing is said; from there to the next an entry is only suggested. */
const suggestFrom = 0.38;
const answerFrom = 0.53;
/** An answer has to be about at least this much of the question. */
const coverFrom = 0.5;
/** How far the best has to be ahead of the second. */
const gap = 0.03;

const ownFolder = fileURLToPath(new URL('../../src/knowledge/entries/', import.meta.url));

/**
 * Reads the knowledge.
 * @param folder where the JSON files are; the project's own by default.
 * @throws Error that names the file when one is not as it should be
 */
export function createKnowledge({ folder = ownFolder }: { folder?: string } = {}): Knowledge {
  const entries = readEntries(folder);
  const finders = new Map<Language, Finder>(
    languages.map((language) => [language, createFinder(entries, outside[language], language)]),
  );
  return {
    ask(question, language) {
      const hits = finders.get(language)?.(question.slice(0, longestQuestion)) ?? [];
      const [best, second] = hits;
      if (!best?.entry || best.likeness < suggestFrom) return { is: 'unknown' };
      const ahead = best.likeness - (second?.likeness ?? 0);
      if (best.likeness >= answerFrom && best.coverage >= coverFrom && ahead >= gap)
        return { is: 'answer', entry: best.entry };
      const other = hits.slice(1).find(({ entry }) => entry !== undefined)?.entry;
      return other ? { is: 'unsure', entries: [best.entry, other] } : { is: 'unknown' };
    },
  };
}
