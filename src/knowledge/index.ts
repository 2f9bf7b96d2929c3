import { join } from 'node:path';
import { projectFolder } from '../base/project-folder.js';
import type { Entry, Language } from './entry.js';
import { createFinder, type Finder, type Hit } from './finder.js';
import { type LanguageWords, readLanguage } from './language-words.js';
import { languagesOf, readEntries } from './read-entries.js';

/** Questions that admins ask, and their answers in every language of the bot. Knows nothing of any tenant. */

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
/** Below this likeness nothing is said; above it an entry is at least suggested. */
const suggestFrom = 0.2;
/** An answer has to be this like the question, about this much of it, and this far ahead of the second (a share). */
const answerFrom = { likeness: 0.35, coverage: 0.45, lead: 0.2, together: 1.4 };

const ownFolder = join(projectFolder, 'src', 'knowledge', 'entries');

/**
 * Reads the knowledge.
 * @param folder where the JSON files are; the project's own by default.
 * @param languages those that have to be known.
 * @throws Error that names the file when one is not as it should be, or the language that the knowledge lacks
 */
export function createKnowledge({ folder = ownFolder, languages = [] }: Options = {}): Knowledge {
  const entries = readEntries(folder);
  const known = languagesOf(folder).map(readLanguage);
  const lacking = languages.filter((one) => !known.some(({ language }) => language === one));
  if (lacking.length > 0) throw new Error(`knowledge: ${folder} has no folder for ${lacking.join(', ')}`);
  const elsewhere = known.flatMap(({ outside }) => outside);
  const finders = new Map<Language, Finder>();
  // Made at the first question in a language: a start does not wait for it.
  const finderFor = (words: LanguageWords): Finder => {
    const finder = finders.get(words.language) ?? createFinder(entries, elsewhere, words);
    finders.set(words.language, finder);
    return finder;
  };
  return {
    ask(question, language) {
      const read = question.slice(0, longestQuestion);
      // Admins mix the languages, and what a client is set to need not be what they write.
      const ownFirst = known.toSorted((a, b) => Number(b.language === language) - Number(a.language === language));
      let own: Reply | undefined;
      for (const words of ownFirst) {
        const reply = replyTo(finderFor(words)(read));
        if (reply.is === 'answer') return reply;
        own ??= reply;
      }
      return own ?? { is: 'unknown' };
    },
  };
}

type Options = { folder?: string; languages?: readonly Language[] };

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
