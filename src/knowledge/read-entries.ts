import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Entry, entriesSchema, type Language, type Translations, translationsSchema } from './entry.js';
import { ofUsual } from './of-plan.js';

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
  for (const [language, translations] of translated) {
    refuseUnlike(language, ids, translations);
    for (const { id, others } of entries)
      if (Boolean(others) !== Boolean(translations[id]?.others))
        throw new Error(`knowledge: ${language}/ and the entries differ in "others" of ${id}`);
  }
  return entries.map(({ others, ...entry }) => {
    const from = <K extends 'question' | 'answer' | 'others' | 'alternatives'>(key: K) =>
      Object.fromEntries([...translated].map(([language, of]) => [language, of[entry.id]?.[key]]));
    const written = {
      question: { ...entry.question, ...from('question') },
      answer: others ? { ...others, ...from('others') } : { ...entry.answer, ...from('answer') },
    };
    return {
      ...entry,
      question: usually(written.question),
      answer: usually({ ...entry.answer, ...from('answer') }),
      alternatives: { ...entry.alternatives, ...from('alternatives') },
      written,
    } as Entry;
  });
}

const usually = (each: Record<Language, string>): Record<Language, string> =>
  Object.fromEntries(Object.entries(each).map(([language, text]) => [language, ofUsual(text)]));

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
