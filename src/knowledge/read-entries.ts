import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Entry, entriesSchema, type Language, type Translations, translationsSchema } from './entry.js';

/**
 * Every entry in the JSON files of a folder, by file name, with what the folders of other languages in it (`de/`) say.
 * @throws Error that names the file and the place when a file is not as it should be, an id is there twice, or an entry
 * is not translated
 */
export function readEntries(folder: string): Entry[] {
  const entries = jsonIn(folder).flatMap((name) => read(folder, name, entriesSchema));
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) throw new Error(`knowledge: two entries have the id ${id}`);
    ids.add(id);
  }
  const translated = translationsIn(folder);
  for (const [language, translations] of translated) refuseUnlike(language, ids, translations);
  return entries.map((entry) => {
    const each = <K extends 'question' | 'answer' | 'alternatives'>(key: K) => ({
      ...entry[key],
      ...Object.fromEntries([...translated].map(([language, of]) => [language, of[entry.id]?.[key]])),
    });
    return {
      ...entry,
      question: each('question'),
      answer: each('answer'),
      alternatives: each('alternatives'),
    } as Entry;
  });
}

/** The languages that a folder's entries are written in. */
export const languagesOf = (folder: string): Language[] => ['en', 'sv', ...translationsIn(folder).keys()];

function translationsIn(folder: string): Map<Language, Translations> {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  return new Map(
    languages.map(({ name: language }) => {
      const files = jsonIn(join(folder, language)).map((name) =>
        read(folder, join(language, name), translationsSchema),
      );
      return [language, Object.assign({}, ...files)];
    }),
  );
}

function refuseUnlike(language: Language, ids: ReadonlySet<string>, translations: Translations): void {
  const missing = [...ids].filter((id) => !Object.hasOwn(translations, id));
  const unknown = Object.keys(translations).filter((id) => !ids.has(id));
  if (missing.length > 0) throw new Error(`knowledge: ${language}/ lacks ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`knowledge: ${language}/ has what is no entry: ${unknown.join(', ')}`);
}

const jsonIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();

function read<T extends z.ZodType>(folder: string, name: string, schema: T): z.infer<T> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  if (!parsed.success) throw new Error(`knowledge: ${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
