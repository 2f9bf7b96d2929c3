import { join } from 'node:path';
import { projectFolder } from '../base/project-folder.js';
import { allows, certaintyOf } from './confidence.js';
import type { Entry, Language } from './entry.js';
import { type Finder, type Hit, makingFinder } from './finder.js';
import { type LanguageWords, readLanguage } from './language-words.js';
import { contentsOf, type Learned, learnedIn, nameOf } from './learned.js';
import { languagesOf, readEntries } from './read-entries.js';
import { sendableWords } from './sendable-words.js';

/** Questions that admins ask, and their answers in every language of the bot. Knows nothing of any tenant. */

type Reply =
  | { is: 'answer'; entry: Entry }
  /** The first is answered, and the second offered beside it. */
  | { is: 'likely'; entries: [Entry, Entry] }
  /** Either may be meant: ask which. */
  | { is: 'unsure'; entries: [Entry, Entry] }
  /** `elsewhere`: it is much like what is asked of other subjects. */
  | { is: 'unknown'; elsewhere: boolean };

export interface Knowledge {
  /** @param question as it was typed; only the first 500 characters are read. */
  ask(question: string, language: Language): Reply;
  /** Makes ready for the first question in each language, a little at a time; whatever is left is done when it is asked. */
  preparing(): Generator<void>;
  /** Everything that can be answered. */
  entries: readonly Entry[];
  /** Whether a lower-case word of a question may be sent elsewhere: it names nobody. */
  maySend(word: string): boolean;
}

const longestQuestion = 500;

/** The sources of what reads the knowledge, also beside what was compiled of them, and the words of the languages. */
const sources = join(projectFolder, 'src', 'knowledge');
const ownFolder = join(sources, 'entries');

/**
 * Reads the knowledge.
 * @param folder where the JSON files are; the project's own by default.
 * @param languages those that have to be known.
 * @param learned what was learned of it before; by default when the program was built
 * @throws Error that names the file when one is not as it should be, or the language that the knowledge lacks
 */
export function createKnowledge({
  folder = ownFolder,
  languages = [],
  learned = learnedIn(),
}: Options = {}): Knowledge {
  const entries = readEntries(folder);
  const known = languagesOf(folder).map(readLanguage);
  const lacking = languages.filter((one) => !known.some(({ language }) => language === one));
  if (lacking.length > 0) throw new Error(`knowledge: ${folder} has no folder for ${lacking.join(', ')}`);
  const elsewhere = known.flatMap(({ outside }) => outside);
  const finders = new Map<Language, Finder>();
  const makings = new Map<Language, Generator<void, Finder>>();
  let contents: string | undefined;
  const begun = (words: LanguageWords): Generator<void, Finder> => {
    contents ??= contentsOf(folder === ownFolder ? [sources] : [sources, folder]);
    return makingFinder({ entries, outside: elsewhere, words, learned, from: nameOf(contents, words) });
  };
  function* making(words: LanguageWords): Generator<void> {
    const { language } = words;
    while (!finders.has(language)) {
      const steps = makings.get(language) ?? begun(words);
      // One that ends in an error is begun anew the next time.
      makings.delete(language);
      const step = steps.next();
      if (step.done) finders.set(language, step.value);
      else {
        makings.set(language, steps);
        yield;
      }
    }
  }
  const finderFor = (words: LanguageWords): Finder => {
    const made = finders.get(words.language);
    if (made) return made;
    for (const _ of making(words));
    return finderFor(words);
  };
  let sendable: ReadonlySet<string> | undefined;
  return {
    entries,
    *preparing() {
      for (const words of known) yield* making(words);
    },
    maySend(word) {
      sendable ??= sendableWords(
        entries,
        known.flatMap(({ concepts }) => [...concepts.keys()]),
      );
      return sendable.has(word);
    },
    ask(question, language) {
      const read = question.slice(0, longestQuestion);
      if (!aWord.test(read)) return unknown.reply;
      // Admins mix the languages, and what a client is set to need not be what they write.
      const ownFirst = known.toSorted((a, b) => Number(b.language === language) - Number(a.language === language));
      let surest: Weighed | undefined;
      for (const words of ownFirst) {
        const weighed = weigh(finderFor(words)(read));
        if (weighed.certainty >= ownLanguage) return weighed.reply;
        if (surest === undefined || weighed.certainty > surest.certainty) surest = weighed;
      }
      return surest?.reply ?? unknown.reply;
    },
  };
}

/** A number or a letter alone is none, but a plan's name is. */
const aWord = /\p{L}[\p{L}\p{N}]/u;

/** So certain, a question is in the language that it was read in. */
const ownLanguage = 0.8;

/** A wording that says the same but for small words is what was meant, unless another entry fits by far better with them. */
const nearBest = 0.7;

type Options = { folder?: string; languages?: readonly Language[]; learned?: Learned };

type Weighed = { reply: Reply; certainty: number };

const unknown: Weighed = { reply: { is: 'unknown', elsewhere: false }, certainty: 0 };
const ofElsewhere: Weighed = { reply: { is: 'unknown', elsewhere: true }, certainty: 0 };
/** So many times as near as any entry, another subject is what is asked of. */
const farNearer = 1.5;

function weigh(hits: readonly Hit[]): Weighed {
  const answering = hits.filter(isAnswer);
  const first = answering[0];
  const asked = answering.find(({ isVerbatim, score }) => isVerbatim && score >= nearBest * (first?.score ?? 0));
  const best = asked ?? first;
  const outside = hits.find(({ entry }) => entry === undefined);
  const isElsewhere = outside !== undefined && outside.score >= farNearer * (first?.score ?? 0);
  if (!best || (outside?.isVerbatim && !best.isVerbatim)) return isElsewhere ? ofElsewhere : unknown;
  const second = answering.find((hit) => hit !== best);
  const certainty = certaintyOf(best, second, outside?.score ?? 0);
  const allowed = allows(certainty);
  if (allowed === 'unknown') return isElsewhere ? ofElsewhere : unknown;
  if (allowed === 'sure' || !second) return { reply: { is: 'answer', entry: best.entry }, certainty };
  return { reply: { is: allowed, entries: [best.entry, second.entry] }, certainty };
}

const isAnswer = (hit: Hit): hit is Hit & { entry: Entry } => hit.entry !== undefined;
