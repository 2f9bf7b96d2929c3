import { join } from 'node:path';
import { projectFolder } from '../base/project-folder.js';
import { allows, certaintyOf } from './confidence.js';
import type { Entry, Language } from './entry.js';
import { createFinder, type Finder, type Hit } from './finder.js';
import { type LanguageWords, readLanguage } from './language-words.js';
import { languagesOf, readEntries } from './read-entries.js';

/** Questions that admins ask, and their answers in every language of the bot. Knows nothing of any tenant. */

type Reply =
  | { is: 'answer'; entry: Entry }
  /** The first is answered, and the second offered beside it. */
  | { is: 'likely'; entries: [Entry, Entry] }
  /** Either may be meant: ask which. */
  | { is: 'unsure'; entries: [Entry, Entry] }
  | { is: 'unknown' };

export interface Knowledge {
  /** @param question as it was typed; only the first 500 characters are read. */
  ask(question: string, language: Language): Reply;
}

const longestQuestion = 500;

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
      let surest: Weighed | undefined;
      for (const words of ownFirst) {
        const weighed = weigh(finderFor(words)(read));
        if (weighed.reply.is === 'answer') return weighed.reply;
        if (surest === undefined || weighed.certainty > surest.certainty) surest = weighed;
      }
      return surest?.reply ?? { is: 'unknown' };
    },
  };
}

/** A wording that says the same but for small words is what was meant, unless another entry fits by far better with them. */
const nearBest = 0.7;

type Options = { folder?: string; languages?: readonly Language[] };

type Weighed = { reply: Reply; certainty: number };

const unknown: Weighed = { reply: { is: 'unknown' }, certainty: 0 };

function weigh(hits: readonly Hit[]): Weighed {
  const answering = hits.filter(isAnswer);
  const first = answering[0];
  const asked = answering.find(({ isVerbatim, score }) => isVerbatim && score >= nearBest * (first?.score ?? 0));
  const best = asked ?? first;
  const outside = hits.find(({ entry }) => entry === undefined);
  if (!best || (outside?.isVerbatim && !best.isVerbatim)) return unknown;
  const second = answering.find((hit) => hit !== best);
  const certainty = certaintyOf(best, second, outside?.score ?? 0);
  const allowed = allows(certainty);
  if (allowed === 'unknown') return unknown;
  if (allowed === 'sure' || !second) return { reply: { is: 'answer', entry: best.entry }, certainty };
  return { reply: { is: allowed, entries: [best.entry, second.entry] }, certainty };
}

const isAnswer = (hit: Hit): hit is Hit & { entry: Entry } => hit.entry !== undefined;
