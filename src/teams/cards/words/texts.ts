import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { z } from 'zod';
import { BoundedMap } from '../../../base/bounded-map.js';
import { firstLanguage, type Language, languagesIn } from './languages.js';

const localeSchema = z.looseObject({
  /** What a person can write instead of pressing a button, by verb; the first is shown. */
  words: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** An example to show instead of the bare word, where the word alone does nothing. */
  say: z.record(z.string(), z.string()),
  /** What can be written beside such a word, by what it means. */
  said: z.record(z.string(), z.array(z.string().min(1))),
});
type Locale = z.infer<typeof localeSchema>;

type Params = Record<string, string | number>;

/** The words of one language. */
export type Texts = ReturnType<typeof textsOf>;

/** Reads `<language>.json`. @throws when the file is missing, is not JSON or has no `words`. */
export function readLocale(localesDir: string, language: Language): Locale {
  const file = join(localesDir, `${language}.json`);
  const parsed = localeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** What can be written for each verb, in every language together: a Swede may write English. */
export const readWords = (localesDir: string): Map<string, string[]> => together(localesDir, 'words');

/** What can be written beside a word, by what it means, in every language together. */
export const readSaid = (localesDir: string): Map<string, string[]> => together(localesDir, 'said');

function together(localesDir: string, section: 'words' | 'said'): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const language of languagesIn(localesDir)) {
    for (const [meaning, list] of Object.entries(readLocale(localesDir, language)[section])) {
      all.set(meaning, [...new Set([...(all.get(meaning) ?? []), ...list])]);
    }
  }
  return all;
}

/** The words of every language, by its code. @throws when a locale file cannot be read, or lacks a text the first has */
export function readTexts(localesDir: string): EachLanguage<Texts> {
  const texts = eachLanguage(localesDir, (language) => textsOf(localesDir, language));
  const wanted = keysOf(texts.of(firstLanguage).tree);
  const lacking = texts.all.flatMap(({ language, tree }) => {
    const own = keysOf(tree);
    const missing = [...wanted].filter((key) => !own.has(key));
    return missing.length === 0 ? [] : [`${join(localesDir, language)}.json lacks ${missing.join(', ')}`];
  });
  if (lacking.length > 0) throw new Error(`${lacking.join('\n')}\nAdd them, in the language of the file.`);
  return texts;
}

/** The keys of the texts in a tree; a text with a plural counts as one, since languages have different ones. */
function keysOf(tree: object, prefix = ''): Set<string> {
  const keys = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [...keysOf(value, `${prefix}${key}.`)]
      : [`${prefix}${key}`.replace(/_(zero|one|two|few|many|other)$/, '')],
  );
  return new Set(keys);
}

/** Something for every language there is. */
export type EachLanguage<T> = {
  all: readonly T[];
  /** @throws when there is no such language */
  of(language: Language): T;
};

/** Makes something for each language of a folder of locale files. */
export function eachLanguage<T>(localesDir: string, make: (language: Language) => T): EachLanguage<T> {
  const made = new Map(languagesIn(localesDir).map((language) => [language, make(language)]));
  return {
    all: [...made.values()],
    of(language) {
      const one = made.get(language);
      if (one === undefined) throw new Error(`there is no locale file for the language ${language}`);
      return one;
    },
  };
}

/** Texts with their parameters that are remembered of each language. */
const mostFilled = 2_000;

function textsOf(localesDir: string, language: Language) {
  const tree = readLocale(localesDir, language);
  const i18n = instance(language, tree);
  /** Looking a text up costs more than the rest of filling it in: those without parameters, and with those of late. */
  const fixed = new Map<string, string>();
  const filled = new BoundedMap<string, string>(mostFilled);
  return {
    language,
    /** The locale file's tree, for templates. */
    tree,
    has: (key: string) => i18n.exists(key),
    /**
     * The text of a key, with its parameters filled in; `count` chooses the plural form.
     * @throws when the locale file lacks the key
     */
    t(key: string, params?: Params): string {
      const known = params ? filled : fixed;
      const asked = params ? `${key} ${JSON.stringify(params)}` : key;
      const text = known.get(asked) ?? (params ? i18n.t(key, params) : i18n.t(key));
      known.set(asked, text);
      return text;
    },
  };
}

function instance(language: Language, tree: Locale): i18n {
  const i18n = createInstance();
  // Adaptive Cards are not HTML: Markdown is escaped where data enters, and i18next must not add entities.
  void i18n.init({
    lng: language,
    resources: { [language]: { translation: tree } },
    initAsync: false,
    showSupportNotice: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler(key: string) {
      throw new Error(`locale ${language} has no text "${key}"`);
    },
    missingInterpolationHandler(text: string, [placeholder]: RegExpExecArray) {
      throw new Error(`locale ${language}: no value for ${placeholder} in "${text}"`);
    },
  });
  return i18n;
}
