import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inLanguage } from '../../src/knowledge/entry.js';
import { createKnowledge } from '../../src/knowledge/index.js';
import { languagesOf, readEntries } from '../../src/knowledge/read-entries.js';
import { wordingsOf } from '../../src/knowledge/wordings.js';
import { factTopics, runTopics } from '../../src/teams/cards/tenant-answers/tenant-answer.js';
import { displayName, targetSkus } from '../../src/upgrade/plans/plans.js';
import { asked, type Language, unseen } from './questions.js';

const entries = readEntries(fileURLToPath(new URL('../../src/knowledge/entries/', import.meta.url)));
const languages: readonly Language[] = ['en', 'sv'];
/** Those that are translations too. */
const every = languagesOf('src/knowledge/entries');

describe('the entries', () => {
  it.each(entries.map((entry) => [entry.id, entry] as const))('%s is short, calm and complete', (_id, entry) => {
    expect(entry.link).toMatch(/^https:\/\/(learn|go)\.microsoft\.com\//);
    for (const language of every) {
      expect(entry.question[language]).toMatch(/[.?]$/);
      // Where two may be meant, it is the title of a button.
      expect(inLanguage(entry.question, language).length).toBeLessThanOrEqual(48);
      expect(inLanguage(entry.answer, language).length).toBeLessThan(600);
      expect(entry.answer[language]).not.toContain('!');
      expect(
        inLanguage(entry.answer, language)
          .split(/[.?](?:\s|$)/)
          .filter(Boolean).length,
      ).toBeLessThanOrEqual(5);
      expect(inLanguage(entry.alternatives, language).length).toBeGreaterThanOrEqual(3);
    }
    expect(entry.answer.en).not.toBe(entry.answer.sv);
  });

  it('are found by their own question', () => {
    const knowledge = createKnowledge();
    const lost = entries.flatMap((entry) =>
      every
        .filter((language) => {
          const reply = knowledge.ask(inLanguage(entry.question, language), language);
          return reply.is !== 'answer' || reply.entry.id !== entry.id;
        })
        .map((language) => `${entry.id} ${language}`),
    );
    expect(lost).toEqual([]);
  });

  it('offer each answer that can be made from the tenant once', () => {
    const live = entries.flatMap(({ tenant }) => tenant ?? []);
    expect(live.sort()).toEqual([...factTopics, ...runTopics, 'whoCan'].sort());
  });

  it.each(every)('are found by the questions that name a plan on a button, in %s', (language) => {
    const knowledge = createKnowledge();
    const { live } = JSON.parse(readFileSync(`src/locales/${language}.json`, 'utf8'));
    for (const topic of ['losses', 'gains'] as const) {
      for (const sku of targetSkus) {
        const question = live[topic].ask.replace('{{plan}}', displayName(sku));
        expect(knowledge.ask(question, language)).toMatchObject({ is: 'answer', entry: { tenant: topic } });
      }
    }
  });

  it('hold none of the questions they are tested with', () => {
    const same = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const own = new Set(entries.flatMap((one) => languages.flatMap((l) => wordingsOf(one, l))).map(same));
    expect(
      languages
        .flatMap((l) => [...asked[l], ...unseen[l]].map(([question]) => question))
        .filter((one) => own.has(same(one))),
    ).toEqual([]);
  });
});

describe('a folder of entries', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const entry = {
    id: 'tea',
    question: { en: 'When is there tea?', sv: 'När är det te?' },
    answer: { en: 'At four.', sv: 'Klockan fyra.' },
    alternatives: { en: ['tea time'], sv: ['tedags'] },
    link: 'https://learn.microsoft.com/tea',
    source: { page: 'https://learn.microsoft.com/tea', read: '2026-11-28' },
  };
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));

  it('can be one of your own', () => {
    write('tea.json', [entry]);
    expect(createKnowledge({ folder }).ask('when do we have tea', 'en')).toMatchObject({
      is: 'answer',
      entry: { id: 'tea' },
    });
  });

  it('gives both entries when either may be meant', () => {
    const served = (id: string) => ({
      ...entry,
      id,
      alternatives: { en: ['served on the terrace'], sv: ['serveras'] },
    });
    write('drinks.json', [served('tea'), served('coffee')]);
    const reply = createKnowledge({ folder }).ask('what is served on the terrace', 'en');
    expect('entries' in reply && reply.entries.map(({ id }) => id).sort()).toEqual(['coffee', 'tea']);
  });

  it('is refused with the file and the place when a language is missing', () => {
    write('tea.json', [{ ...entry, answer: { en: 'At four.' } }]);
    expect(() => createKnowledge({ folder })).toThrow(/tea\.json[\s\S]*answer\.sv/);
  });

  it('is refused when a link leads elsewhere than to Microsoft', () => {
    write('tea.json', [{ ...entry, link: 'https://example.com/' }]);
    expect(() => createKnowledge({ folder })).toThrow(/tea\.json[\s\S]*link/);
  });

  it.each([
    ['has no source', { source: undefined }],
    ['is from nobody knows where', { source: { ...entry.source, page: 'https://example.com/tea' } }],
    ['was read nobody knows when', { source: { page: entry.source.page } }],
    ['was read on no day', { source: { ...entry.source, read: 'last summer' } }],
  ])('is refused when an answer %s', (_, wrong) => {
    write('tea.json', [{ ...entry, ...wrong }]);
    expect(() => createKnowledge({ folder })).toThrow(/tea\.json[\s\S]*source/);
  });

  it('is written in one more language by a folder of its own', () => {
    write('tea.json', [entry]);
    mkdirSync(join(folder, 'de'));
    const german = { question: 'Wann gibt es Tee?', answer: 'Um vier.', alternatives: ['Teezeit'] };
    write('de/tea.json', { tea: german });
    expect(createKnowledge({ folder, languages: ['de'] }).ask('Teezeit', 'de')).toMatchObject({
      is: 'answer',
      entry: { answer: { de: 'Um vier.' } },
    });
    write('coffee.json', [{ ...entry, id: 'coffee' }]);
    expect(() => createKnowledge({ folder })).toThrow('de/ lacks coffee');
    rmSync(join(folder, 'coffee.json'));
    write('de/tea.json', { tea: { ...german, alternatives: undefined } });
    expect(() => createKnowledge({ folder })).toThrow(/de\/tea\.json[\s\S]*alternatives/);
    write('de/tea.json', { tea: german, milk: german });
    expect(() => createKnowledge({ folder })).toThrow('de/ has what is no entry: milk');
  });

  it('is refused when it lacks a language that is spoken', () => {
    write('tea.json', [entry]);
    expect(() => createKnowledge({ folder, languages: ['en', 'nb'] })).toThrow(/no folder for nb/);
  });

  it('is refused when two entries have one id', () => {
    write('a.json', [entry]);
    write('b.json', [entry]);
    expect(() => createKnowledge({ folder })).toThrow(/tea/);
  });
});
