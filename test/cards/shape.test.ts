import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import { escapeMarkdown, withoutEscapes } from '../../src/teams/cards/words/escape-markdown.js';
import { aFailure, aRun, now, runIn, someWork } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { everyBlockerAtOnce } from './states/answers.js';
import { alex } from './states/viewer.js';

const kilobyte = 1024;
const sizeOf = (card: unknown): number => Buffer.byteLength(JSON.stringify(card));

describe('the lines around a card', () => {
  it('say which words do what its buttons do', () => {
    const { card } = cards.run(runIn.checkout(), { ...alex, language: 'sv' }, { now });
    expect(JSON.stringify(card)).toContain('Du kan också skriva: ');
    expect(JSON.stringify(card)).toMatch(/lägg order · tillbaka/);
  });

  it('mark a practice tenant, and only a practice tenant', () => {
    const real = cards.run(runIn.cart(), { ...alex, sandbox: false }, { now });
    expect(JSON.stringify(cards.run(runIn.cart(), alex, { now }).card)).toContain('Practice tenant');
    expect(JSON.stringify(real.card)).not.toContain('Practice tenant');
  });
});

describe('a card stays small', () => {
  const longName = 'Wolfeschlegelsteinhausenbergerdorff-Åkes';
  const sentence = 'License assignment failed because service plans are mutually exclusive. '.repeat(20);

  it('with 10,000 failures of people with long names', () => {
    const failures = Array.from({ length: 10_000 }, () => aFailure({ name: longName, text: sentence }));
    for (const make of [runIn.manualReassign, runIn.needsAttention, runIn.completed]) {
      const { card } = cards.run({ ...make(), reassign: someWork({ total: 20_000, failures }) }, alex, { now });
      expect(sizeOf(card)).toBeLessThanOrEqual(20 * kilobyte);
    }
  });

  it('and counts those it does not name', () => {
    const failures = Array.from({ length: 200 }, () => aFailure());
    const run = { ...runIn.manualReassign(), reassign: someWork({ total: 20_000, failures, failuresUnlisted: 9_800 }) };
    expect(JSON.stringify(cards.run(run, alex, { now }).card)).toContain('and 9,800 more: see the report.');
  });

  it('with every blocker at once', () => {
    for (const language of ['en', 'sv'] as const) {
      const { card } = cards.run(aRun({ assessment: everyBlockerAtOnce }), { ...alex, language }, { now });
      expect(sizeOf(card)).toBeLessThanOrEqual(20 * kilobyte);
    }
  });
});

describe('what people typed is shown as it is', () => {
  const evil = '[click](http://evil) **bold** `code` <b>x</b>';
  const escaped = String.raw`\[click\](http://evil) \*\*bold\*\* \`code\` \<b>x\</b>`;
  const textsOf = (card: unknown): unknown[] =>
    elementsOf(card).flatMap((element) => [element.text, ...(element.title ? [element.value] : [])]);

  it('in names, reasons and companies', () => {
    const failures = [aFailure({ name: evil, text: evil }), aFailure({ of: 'group', name: evil })];
    const failed = { ...runIn.manualReassign(), reassign: someWork({ failures }) };
    const texts = textsOf(cards.run(failed, alex, { now }).card);
    expect(texts).toEqual(
      expect.arrayContaining([expect.stringContaining(escaped), expect.stringContaining(`${escaped} (group)`)]),
    );
    for (const text of texts) expect(String(text)).not.toContain('[click](');
    const organization = { displayName: evil, country: 'SE' };
    expect(textsOf(cards.run(aRun({ organization }), alex, { now }).card)).toContain(
      `${escaped} · Practice tenant: nothing here is real`,
    );
  });

  it('in the name of the person and of a colleague', () => {
    expect(textsOf(cards.welcome({ ...alex, name: evil }, {}).card)).toContain(escaped);
    const { card } = cards.run(runIn.cart(), alex, { now, note: { why: 'doneBy', name: evil } });
    expect(textsOf(card)).toContain(`${escaped} has already done this.`);
  });

  it('even when it looks like a template or a text with parameters', () => {
    const organization = { displayName: '$t(roles.globalReader) $&', country: 'SE' };
    const run = aRun({ organization, openedBy: { id: 'x', name: '$t(common.plan)' } });
    expect(JSON.stringify(cards.run(run, alex, { now }).card)).not.toContain('Global Reader');
    expect(JSON.stringify(cards.history(alex, [run]).card)).toContain('$t');
    const name = `$\{title} {{name}} $\{nothing}`;
    const note = { why: 'doneBy', name } as const;
    const told = textsOf(cards.run(runIn.cart(), alex, { now, note }).card);
    expect(told).toContain(`${escapeMarkdown(name)} has already done this.`);
    expect(withoutEscapes(escapeMarkdown(name))).toBe(name);
  });
});

describe('createCards', () => {
  it('names every template that is missing', () => {
    const templatesDir = mkdtempSync(join(tmpdir(), 'cards-'));
    writeFileSync(join(templatesDir, 'cart.json'), '{ not json');
    const create = () => createCards({ templatesDir, localesDir: 'src/locales' });
    expect(create).toThrow(/cart\.json/);
    expect(create).toThrow(/checkout\.json/);
  });

  it('names every text that a template asks for and a locale file lacks', () => {
    const localesDir = mkdtempSync(join(tmpdir(), 'locales-'));
    const { words, say, said } = JSON.parse(readFileSync('src/locales/en.json', 'utf8'));
    for (const language of ['en', 'sv'])
      writeFileSync(join(localesDir, `${language}.json`), JSON.stringify({ words, say, said }));
    const create = () => createCards({ templatesDir: 'cards', localesDir });
    expect(create).toThrow(/sv: verbs\.backToCart/);
    expect(create).toThrow(/en: checkout\.soldTo/);
  });

  it('names the locale file that is missing', () => {
    const localesDir = mkdtempSync(join(tmpdir(), 'locales-'));
    expect(() => createCards({ templatesDir: 'cards', localesDir })).toThrow(/en\.json/);
  });
});
