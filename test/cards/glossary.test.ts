import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readEntries } from '../../src/knowledge/read-entries.js';

/** The words that Microsoft's article and admin center use, in every language; held to src/locales/glossary.json. */

const glossarySchema = z.array(
  z.strictObject({
    /** What it stands for. */
    means: z.string(),
    /** How it is said in English, and in Swedish where English says it so. */
    en: z.array(z.string()).min(1),
    sv: z.array(z.string()).min(1),
    /** Swedish words that are said nowhere else. */
    only: z.array(z.string()).optional(),
    /** Words that are never said instead. */
    never: z.object({ en: z.array(z.string()).optional(), sv: z.array(z.string()).optional() }).optional(),
  }),
);
const glossary = glossarySchema.parse(JSON.parse(readFileSync('src/locales/glossary.json', 'utf8')));

type Tree = { [key: string]: Tree | string | string[] };
const textsOf = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => {
    if (Array.isArray(value) || prefix.startsWith('words.') || prefix.startsWith('say.')) return [];
    return typeof value === 'string' ? [[prefix + key, value] as [string, string]] : textsOf(value, `${prefix}${key}.`);
  });
const localeOf = (language: string): [string, string][] =>
  textsOf(JSON.parse(readFileSync(`src/locales/${language}.json`, 'utf8')));
const sv = new Map(localeOf('sv'));
/** The texts of the cards, and the questions and answers of the knowledge. */
const all = [
  ...localeOf('en').map(([key, text]) => ({ key, en: text, sv: sv.get(key) ?? '' })),
  ...readEntries('src/knowledge/entries').flatMap(({ id, question, answer }) =>
    [question, answer].map((text) => ({ key: `knowledge ${id}`, en: text.en ?? '', sv: text.sv ?? '' })),
  ),
];
const told = (list: typeof all) => list.map((one) => `${one.key}: ${one.sv}`);

/** The text without the names of its parameters. */
const plain = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, ' ');
const says = (text: string, words: readonly string[]): boolean =>
  words.some((word) => new RegExp(`(?<![\\p{L}])${word}`, 'iu').test(plain(text)));
const endsWith = (text: string, words: readonly string[]): boolean =>
  words.some((word) => plain(text).toLocaleLowerCase('sv').includes(word));

describe.each(glossary.map((term) => [term.means, term] as const))('%s', (_means, term) => {
  it('is called the same in every text', () => {
    expect(told(all.filter((one) => says(one.en, term.en) && !endsWith(one.sv, term.sv)))).toEqual([]);
  });

  it('has its name to itself', () => {
    const { only = [] } = term;
    expect(told(all.filter((one) => endsWith(one.sv, only) && !says(one.en, term.en)))).toEqual([]);
  });

  it('is called nothing else', () => {
    const { en: inEnglish = [], sv: inSwedish = [] } = term.never ?? {};
    const wrong = all.flatMap((one) => [
      ...(says(one.en, inEnglish) ? [`${one.key}: ${one.en}`] : []),
      ...(endsWith(one.sv, inSwedish) ? [`${one.key}: ${one.sv}`] : []),
    ]);
    expect(wrong).toEqual([]);
  });
});
