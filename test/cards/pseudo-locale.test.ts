import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import { catalogue } from '../../src/upgrade/plans/catalogue.js';
import { suites } from '../../src/upgrade/plans/plans.js';
import { blockerIds } from '../../src/upgrade/tenant/blockers.js';
import { elementsOf, everyCard } from './every-card.js';
import { alex } from './states/viewer.js';

/**
 * A language of brackets and accents, longer than any real one: a text without brackets did not come from the locale.
 */

const accents: Record<string, string> = { a: 'å', e: 'é', i: 'ï', o: 'ø', u: 'ü', n: 'ñ', s: 'š', c: 'ç' };

const pseudoText = (text: string): string => {
  const accented = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replace(/[aeiounsc]/g, (letter) => accents[letter] ?? letter)))
    .join('');
  return `⟦${accented} ${'~'.repeat(Math.ceil(text.length * 0.4))}⟧`;
};

const pseudo = (value: unknown): unknown => {
  if (typeof value === 'string') return pseudoText(value);
  if (Array.isArray(value)) return value.map(pseudo);
  return Object.fromEntries(Object.entries(value as object).map(([key, child]) => [key, pseudo(child)]));
};

function pseudoCards() {
  const localesDir = mkdtempSync(join(tmpdir(), 'pseudo-'));
  const tree = pseudo(JSON.parse(readFileSync('src/locales/en.json', 'utf8')));
  for (const language of ['en', 'sv']) writeFileSync(join(localesDir, `${language}.json`), JSON.stringify(tree));
  return createCards({ templatesDir: 'cards', localesDir });
}

/** Names that no language translates, and what the fixtures' people typed. */
const data = [
  ...catalogue.products.map((row) => row.displayName),
  ...catalogue.services.map(({ friendlyName }) => friendlyName),
  'Alex Wilber',
  'Adele Vance',
  'Megan Bowen',
  'Isaiah Langer',
  'Contoso AB',
  'Contoso',
  'Storgatan 1',
  '111 22 Stockholm',
  'Sweden',
  'alex@contoso.example',
  'a-tenant',
  'partner-tenant',
  'Europe/Stockholm',
  'America/New_York',
  'Everything works',
  'License assignment cannot be done for user with invalid usage location.',
  'License assignment failed because service plan',
  'depends on the service plan(s)',
  'Sales, North',
  'Sales, South',
  'Sales',
  'Something that nobody has written down.',
  'SEK',
  'Europe/Stockholm',
  'About E5',
  'About E3',
].sort((a, b) => b.length - a.length);

function withoutLocale(text: string): string {
  // Short titles are kept on one line.
  let rest = text.replaceAll('\u00a0', ' ');
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  for (const known of data) rest = rest.replaceAll(known.replace(/[()]/g, '\\$&'), '').replaceAll(known, '');
  return rest.replace(
    /\b(Mar|March|Sep|September|October|Wednesday|Friday|Sunday|AM|PM|UTC|GMT|at|and|or|more)\b/g,
    '',
  );
}

const shown = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'fallbackText', 'speak', 'legend'];

describe('in a language that is all brackets', () => {
  const all = everyCard(pseudoCards(), alex);

  it('every text on every card comes from the locale', () => {
    const strays = all.flatMap(([name, { card, summary }]) => [
      ...(/[A-Za-z]{2}/.test(withoutLocale(summary)) ? [`${name}: ${summary}`] : []),
      ...elementsOf(card).flatMap((element) => {
        const isFact = 'title' in element && 'value' in element && !('type' in element);
        const texts = [...shown, ...(isFact && !isChoice(element) ? ['value'] : [])].map((key) => element[key]);
        return texts
          .filter((text): text is string => typeof text === 'string')
          .filter((text) => /[A-Za-z]{2}/.test(withoutLocale(text)))
          .map((text) => `${name}: ${text}`);
      }),
    ]);
    expect(strays).toEqual([]);
  });

  it('and no card grows too big to be sent to Teams', () => {
    for (const [name, { card }] of all)
      expect([name, Buffer.byteLength(JSON.stringify(card)) < 28 * 1024]).toEqual([name, true]);
  });
});

const isChoice = (element: Record<string, unknown>): boolean =>
  [
    ...['monthly', 'annual', 'card', 'invoice', 'plans', 'message', 'people', 'group', 'department'],
    ...blockerIds,
    ...suites,
  ].includes(String(element.value));
