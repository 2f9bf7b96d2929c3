import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../../base/project-folder.js';

/**
 * The languages the bot speaks: one for each file in `src/locales`, by its name. Nothing else lists them, so that a
 * language is added by adding files.
 */

/** An ISO 639-1 code that has a locale file, such as `en`. */
export type Language = string;

/** What is spoken where nothing else is known; every text there is in it. */
export const firstLanguage: Language = 'en';

/** Where the project's own locale files are. */
export const ownLocalesDir: string = join(projectFolder, 'src', 'locales');

/** The languages of a folder of locale files; the first language is one of them, also where its file is missing. */
export function languagesIn(localesDir: string): Language[] {
  const codes = readdirSync(localesDir).flatMap((name) => /^([a-z]{2,3})\.json$/.exec(name)?.[1] ?? []);
  return [firstLanguage, ...codes.filter((code) => code !== firstLanguage).sort()];
}

/** The languages the bot speaks. */
export const languages: readonly Language[] = languagesIn(ownLocalesDir);

/** The language of a locale such as `de-AT`, as far as the bot speaks it. */
export function languageOfLocale(locale: string): Language | undefined {
  const code = /^\s*([a-z]+)/i.exec(locale)?.[1]?.toLowerCase();
  return languages.find((language) => language === code);
}

/** What a language calls a language, such as `Swedish`. */
export const nameOf = (language: Language, inLanguage: Language): string =>
  new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
