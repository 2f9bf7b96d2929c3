import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { z } from 'zod';
import { type Language, languages } from './languages.js';

const localeSchema = z.looseObject({
  /** What a person can write instead of pressing a button, by verb; the first is shown. */
  words: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** An example to show instead of the bare word, where the word alone does nothing. */
  say: z.record(z.string(), z.string()),
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
export function readWords(localesDir: string): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const language of languages) {
    for (const [verb, list] of Object.entries(readLocale(localesDir, language).words)) {
      words.set(verb, [...new Set([...(words.get(verb) ?? []), ...list])]);
    }
  }
  return words;
}

/** Reads the locale files of every language. @throws when one cannot be read */
export function readTexts(localesDir: string): Record<Language, Texts> {
  return { en: textsOf(localesDir, 'en'), sv: textsOf(localesDir, 'sv') };
}

function textsOf(localesDir: string, language: Language) {
  const tree = readLocale(localesDir, language);
  const i18n = instance(language, tree);
  /** Most of a card's texts have no parameters, and looking one up costs more than the rest of filling it in. */
  const fixed = new Map<string, string>();
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
      if (params) return i18n.t(key, params);
      const text = fixed.get(key) ?? i18n.t(key);
      fixed.set(key, text);
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
