import { fileURLToPath } from 'node:url';
import type { Entry, Language } from './entry.js';
import { createFinder, type Finder, type Hit } from './finder.js';
import outside from './outside.json' with { type: 'json' };
import { readEntries } from './read-entries.js';

/** Questions that admins ask, and their answers in English and Swedish. Knows nothing of any tenant. */

type Reply =
  | { is: 'answer'; entry: Entry }
  /** Either may be meant: ask which. */
  | { is: 'unsure'; entries: [Entry, Entry] }
  | { is: 'unknown' };

export interface Knowledge {
  /** @param question as it was typed; only the first 500 characters are read. */
  ask(question: string, language: Language): Reply;
}

const longestQuestion = 500;
/**
 * What admins also ask, in words much like ours, that the knowledge has no answer to. Without these the nearest entry
 * would answer a question about passwords or meeting rooms.
 */
const elsewhere: readonly string[] = [...outside.en, ...outside.sv];
/** Below this likeness nothing is said; above it an entry is at least suggested. */
const suggestFrom = 0.2;
/** An answer has to be this like the question, about this much of it, and this far ahead of the second (a share). */
const answerFrom = { likeness: 0.35, coverage: 0.45, lead: 0.2, together: 1.4 };

const ownFolder = fileURLToPath(new URL('../../src/knowledge/entries/', import.meta.url));

/**
 * Reads the knowledge.
 * @param folder where the JSON files are; the project's own by default.
 * @throws Error that names the file when one is not as it should be
 */
export function createKnowledge({ folder = ownFolder }: { folder?: string } = {}): Knowledge {
  const entries = readEntries(folder);
  const finders = new Map<Language, Finder>();
  // Made at the first question in a language: a start does not wait for it.
  const finderFor = (language: Language): Finder => {
    const finder = finders.get(language) ?? createFinder(entries, elsewhere, language);
    finders.set(language, finder);
    return finder;
  };
  return {
    ask(question, language) {
      const read = question.slice(0, longestQuestion);
      const own = replyTo(finderFor(language)(read));
      if (own.is === 'answer') return own;
      // Admins mix the languages, and what a client is set to need not be what they write.
      const other = replyTo(finderFor(otherThan(language))(read));
      return other.is === 'answer' ? other : own;
    },
  };
}

const otherThan = (language: Language): Language => (language === 'en' ? 'sv' : 'en');

function replyTo(hits: readonly Hit[]): Reply {
  const best = hits.find(({ isVerbatim }) => isVerbatim) ?? hits[0];
  const second = hits.find((hit) => hit !== best);
  if (!best?.entry || best.likeness < suggestFrom) return { is: 'unknown' };
  if (isSure(best, second)) return { is: 'answer', entry: best.entry };
  const other = hits.find((hit) => hit !== best && hit.entry !== undefined)?.entry;
  return other ? { is: 'unsure', entries: [best.entry, other] } : { is: 'unknown' };
}

/** Sure enough to answer: word for word, or each sign is there and, where one is weak, the others make up for it. */
function isSure({ likeness, coverage, score, isVerbatim }: Hit, second: Hit | undefined): boolean {
  if (isVerbatim && !second?.isVerbatim) return true;
  const lead = (score - (second?.score ?? 0)) / score;
  return (
    likeness >= answerFrom.likeness &&
    coverage >= answerFrom.coverage &&
    lead >= answerFrom.lead &&
    likeness + coverage + lead >= answerFrom.together
  );
}
