import { type Language, languagesIn } from '../teams/cards/words/languages.js';
import { readLocale } from '../teams/cards/words/texts.js';
import { error, type Finding, inOneLine, ok } from './finding.js';

/** Whether the locale files can be read and have the same keys. */
export function checkLocales(localesDir: string): Finding[] {
  const keys = new Map<Language, Set<string>>();
  const found: Finding[] = [];
  const languages = languagesIn(localesDir);
  for (const language of languages) {
    try {
      keys.set(language, new Set(keysOf(readLocale(localesDir, language))));
    } catch (thrown) {
      const file = `${localesDir}/${language}.json`;
      found.push(error(`locales.${language}`, `${file} cannot be read: ${inOneLine(thrown)}`, `Correct ${file}.`));
    }
  }
  const all = new Set([...keys.values()].flatMap((set) => [...set]));
  for (const [language, own] of keys) {
    const missing = [...all].filter((key) => !own.has(key));
    if (missing.length === 0) continue;
    const fix = `Add them to ${localesDir}/${language}.json, or remove them from the other languages.`;
    found.push(error(`locales.${language}`, `lacks ${missing.join(', ')}`, fix));
  }
  return found.length > 0 ? found : [ok('locales', `${languages.join(', ')}: ${all.size} texts each`)];
}

function keysOf(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? keysOf(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
