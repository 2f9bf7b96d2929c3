import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../base/project-folder.js';
import { concepts, namesOf } from './concepts.js';
import type { Language } from './entry.js';

/** What the knowledge has to know of a language itself; one JSON file a language, in `languages/`. */
const schema = z.strictObject({
  /** Whose stemmer of `@orama/stemmers` it is read with, such as `german`. */
  stemmer: z.string().regex(/^[a-z]+$/),
  /** Whether it writes words together, such as `fakturabetalning`. */
  compounds: z.boolean(),
  /** Words that say nothing of what is asked: grammar, courtesy, and who wonders. */
  stopWords: z.string(),
  /** Words that tell questions on one subject apart, and next to nothing without one. */
  lightWords: z.string(),
  /** How words are written as they are spoken, or in a hurry, and how they are spelt: `u=you`. */
  spoken: z.string(),
  /** What the concepts of `concepts.ts` are called in it, written as there. */
  concepts: z.record(z.string(), z.string()),
  /**
   * What admins also ask, in words much like ours, that the knowledge has no answer to. Without these the nearest entry
   * would answer a question about passwords or meeting rooms.
   */
  outside: z.array(z.string()),
});

/** A language as the finder of answers needs it. */
export type LanguageWords = ReturnType<typeof readLanguage>;

const folder = join(projectFolder, 'src', 'knowledge', 'languages');
const require = createRequire(import.meta.url);
const lightWeight = 0.8;

/** @throws Error that names the file and what is wrong in it, also when it is missing */
export function readLanguage(language: Language) {
  const name = `${language}.json`;
  const parsed = schema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  if (!parsed.success) throw new Error(`knowledge: languages/${name}: ${z.prettifyError(parsed.error)}`);
  const { stemmer, compounds, outside } = parsed.data;
  const unknown = Object.keys(parsed.data.concepts).filter((concept) => !known.has(concept));
  if (unknown.length > 0) throw new Error(`knowledge: languages/${name}: no such concept: ${unknown.join(', ')}`);
  const nothing = new Set(parsed.data.stopWords.split(/\s+/));
  const spoken = new Map(parsed.data.spoken.split(/\s+/).map((pair) => pair.split('=') as [string, string]));
  const light = new Set(parsed.data.lightWords.split(/\s+/));
  return {
    language,
    compounds,
    outside,
    stem: stemmerOf(stemmer),
    /** The file whose code finds the stems. */
    stemmerFile: require.resolve(`@orama/stemmers/${stemmer}`),
    /** Name → concept, in this language and in those that everybody mixes in. */
    concepts: new Map([...concepts, ...Object.entries(parsed.data.concepts).flatMap(namesOf)]),
    /** A lower-case word as it is spelt. */
    spelt: (word: string): string => spoken.get(word) ?? word,
    /** Whether a lower-case word says nothing of what is asked. */
    isStopWord: (word: string): boolean => nothing.has(word),
    /** How much a lower-case word weighs beside the others of a question; 1 for most. */
    weightOf: (word: string): number => (light.has(word) ? lightWeight : 1),
  };
}

const known = new Set(concepts.values());

/** The stemmers are modules by the name of the language, which is data here. */
function stemmerOf(name: string): (word: string) => string {
  const module: { stemmer: (word: string) => string } = require(`@orama/stemmers/${name}`);
  return module.stemmer;
}
