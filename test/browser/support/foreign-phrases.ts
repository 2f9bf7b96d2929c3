import { readFileSync } from 'node:fs';

type Texts = { [key: string]: string | string[] | Texts };
export type Language = 'en' | 'sv' | 'de';

/** Shorter ones are found inside names of products and services. */
const shortest = 6;

/** What a text says in a language it should not be in, by the phrases of that language's locale file. */
export function foreignPhrases(text: string, foreign: Language, own: Language): string[] {
  const allowed = [...phrases(readTexts(own))].join('\n').toLowerCase();
  return [...phrases(readTexts(foreign))]
    .filter((phrase) => phrase.length >= shortest && !allowed.includes(phrase.toLowerCase()))
    .filter((phrase) => new RegExp(`(?<!\\p{L})${literally(phrase)}(?!\\p{L})`, 'u').test(text));
}

/** The texts as they stand between the values that are put into them. */
function* phrases(texts: Texts): Generator<string> {
  for (const value of Object.values(texts)) {
    if (typeof value === 'object' && !Array.isArray(value)) yield* phrases(value);
    else for (const one of [value].flat()) yield* one.split(/\{\{.*?\}\}/).map((part) => part.trim());
  }
}

const readTexts = (language: Language) =>
  JSON.parse(readFileSync(new URL(`../../../src/locales/${language}.json`, import.meta.url), 'utf8')) as Texts;
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
