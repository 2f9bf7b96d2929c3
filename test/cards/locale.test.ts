import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { languages } from '../../src/teams/cards/words/languages.js';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { commandSchema } from '../../src/upgrade/run/commands.js';

type Tree = { [key: string]: Tree | string | string[] };

const localesDir = 'src/locales';
const localeOf = (language: string): Tree => JSON.parse(readFileSync(join(localesDir, `${language}.json`), 'utf8'));
const en = localeOf('en');
const others = languages.filter((language) => language !== 'en');

const flat = (tree: Tree, prefix = ''): [string, string | string[]][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' || Array.isArray(value)
      ? [[`${prefix}${key}`, value] as [string, string | string[]]]
      : flat(value, `${prefix}${key}.`),
  );
const keysOf = (tree: Tree): string[] => flat(tree).map(([key]) => key);
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '');
const isText = (key: string): boolean => !/^(?:words|say|said)\./.test(key);

const read = (dir: string, end: string): string[] =>
  readdirSync(dir, { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith(end))
    .map((file) => readFileSync(join(dir, file), 'utf8'));

/** Keys that templates name, and string literals of the code that begin like a key; `${}` in a key stands for one part. */
function usedKeys(): { literal: string[]; patterns: RegExp[] } {
  const sections = new Set(Object.keys(en));
  const inTemplates = read('cards', '.json').flatMap((text) =>
    [...text.matchAll(/\$host\.t\.([\w.]+)/g)].map(([, key]) => key ?? ''),
  );
  const inCode = read('src/teams/cards', '.ts').flatMap((text) =>
    [...text.matchAll(/'([a-zA-Z][\w.]*)'|`([a-zA-Z][^`\s]*)`/g)].map(([, plain, pattern]) => plain ?? pattern ?? ''),
  );
  const keys = inCode.filter(
    (key) => sections.has(withoutPlural(key.split('.')[0] ?? '')) || sections.has(`${key}_one`),
  );
  const fixed = keys.filter((key) => !key.includes('${') && (key.includes('.') || sections.has(`${key}_one`)));
  const patterns = keys
    .filter((key) => key.includes('${'))
    .map((key) => {
      const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
      return new RegExp(`^${parts.join('[\\w.]+')}$`);
    });
  return { literal: [...inTemplates, ...fixed], patterns };
}

describe('the locale files', () => {
  it.each(others)('have the same keys in %s as in English', (language) => {
    expect(keysOf(localeOf(language)).sort()).toEqual(keysOf(en).sort());
  });

  it.each(others)('have the same parameters in %s as in English', (language) => {
    const parameters = (tree: Tree) =>
      Object.fromEntries(
        flat(tree).map(([key, text]) => [key, [...String(text).matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()]),
      );
    expect(parameters(localeOf(language))).toEqual(parameters(en));
  });

  it('have a text for every key that a template or the code names', () => {
    const known = new Set(keysOf(en).map(withoutPlural));
    const unknown = usedKeys().literal.filter((key) => !known.has(key));
    expect(unknown).toEqual([]);
  });

  it('have no text that nothing uses', () => {
    const { literal, patterns } = usedKeys();
    const used = new Set(literal);
    const unused = keysOf(en)
      .filter(isText)
      .map(withoutPlural)
      .filter((key) => !used.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('have no exclamation mark and no empty text', () => {
    const bad = languages
      .flatMap((language) => flat(localeOf(language)))
      .filter(([, text]) => [text].flat().some((one) => /!|^\s*$/.test(one)));
    expect(bad).toEqual([]);
  });
});

describe('the words that do what the buttons do', () => {
  const words = readWords(localesDir);

  it('exist for every command, in each language', () => {
    for (const language of languages) {
      const known = Object.keys(localeOf(language).words as Tree);
      const commands = commandSchema.options.map((option) => option.shape.do.value);
      // How to pay is said by its own name.
      const verbs = [...commands.filter((verb) => verb !== 'changePayment'), 'card', 'invoice'];
      expect(verbs.filter((verb) => !known.includes(verb))).toEqual([]);
    }
  });

  it('are understood in every language together', () => {
    const check = languages.flatMap((language) => (localeOf(language).words as Record<string, string[]>).check ?? []);
    expect(words.get('check')).toEqual(expect.arrayContaining(['check', 'upgrade', ...check]));
  });

  it('name the plan for what cannot be undone', () => {
    expect(words.get('cancelOld')?.every((word) => word.includes('E4'))).toBe(true);
  });

  it('that order something are shared with no other verb', () => {
    const others = [...words].filter(([verb]) => verb !== 'placeOrder').flatMap(([, list]) => list);
    expect(others).not.toEqual(expect.arrayContaining(['order']));
    for (const word of words.get('placeOrder') ?? []) expect(others).not.toContain(word);
  });
});
