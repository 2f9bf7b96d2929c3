import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inLanguage } from '../../src/knowledge/entry.js';
import { readEntries } from '../../src/knowledge/read-entries.js';
import { wordingsOf } from '../../src/knowledge/wordings.js';
import { runSchema } from '../../src/upgrade/run/run.js';

/**
 * Questions as strangers ask them: hurried, talkative, formal, misspelt, in dialect, in two languages at once. Nothing may
 * be improved by a look at those of the unseen half: what comes out of them is what strangers get.
 */

type Outcome = { half: string; language: string; voice: string; entries: string[]; question: string; came: string };
type Bench = {
  lists: string[];
  strangersQuestions(list?: string): Omit<Outcome, 'came'>[];
  outcomes(half: string, run: unknown, list?: string): Outcome[];
};
const bench: string = new URL('../../bench/strangers.js', import.meta.url).href;
const { lists, outcomes, strangersQuestions } = (await import(bench)) as Bench;

const runs = (JSON.parse(readFileSync('test/knowledge/runs-under-way.json', 'utf8')) as unknown[]).map((kept) => ({
  is: runSchema.parse(kept).state.is,
  run: kept,
}));
const situations = [{ is: 'nothing', run: undefined }, ...runs];
/** What the lists name in place of an entry where a question is the bot's business and no entry says it. */
const answeredByNone = '?';
const firstOf = (voice: string) => voice.replace(/\+.*/, '');
const came = (all: readonly Outcome[], what: string) => all.filter((one) => one.came === what);
/**
 * The least of a hundred that are answered rightly in the half that was seen, and in the half that was not, by list; and
 * the most that are answered wrongly with no doubt. Passers-by hide their question in what worries them, or ask in passing.
 */
const floors: Record<string, { seen: number; unseen: number; wrong: number }> = {
  strangers: { seen: 99, unseen: 95, wrong: 0 },
  newcomers: { seen: 97, unseen: 95, wrong: 0 },
  passersby: { seen: 97, unseen: 75, wrong: 2 },
  visitors: { seen: 90, unseen: 90, wrong: 0 },
};

describe('the questions of strangers', () => {
  it('are four hundred and more, about other topics too, in halves that nobody chose', () => {
    const all = strangersQuestions();
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(all.filter(({ entries }) => entries.length === 0).length).toBeGreaterThanOrEqual(40);
    for (const half of ['seen', 'unseen'])
      expect(all.filter((one) => one.half === half).length).toBeGreaterThanOrEqual(200);
  });

  it('are about every entry, all lists together', () => {
    const ids = readEntries('src/knowledge/entries').map(({ id }) => id);
    const about = lists.flatMap((list) => strangersQuestions(list)).flatMap(({ entries }) => entries);
    expect([...new Set(about)].filter((id) => id !== answeredByNone).sort()).toEqual(ids.sort());
  });

  it('of the unseen half are in no entry', () => {
    const same = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const own = new Set(
      readEntries('src/knowledge/entries').flatMap((entry) =>
        ['en', 'sv']
          .flatMap((language) => [...wordingsOf(entry, language), inLanguage(entry.question, language)])
          .map(same),
      ),
    );
    const unseen = lists.flatMap((list) => strangersQuestions(list)).filter(({ half }) => half === 'unseen');
    expect(unseen.filter(({ question }) => own.has(same(question)))).toEqual([]);
  });

  it('that were written since are two hundred and more, in halves that nobody chose either', () => {
    const all = strangersQuestions('newcomers');
    expect(all.length).toBeGreaterThanOrEqual(200);
    for (const half of ['seen', 'unseen'])
      expect(all.filter((one) => one.half === half).length).toBeGreaterThanOrEqual(100);
  });

  it('that were written last are two hundred and more, a quarter of them about a run that is under way', () => {
    const all = strangersQuestions('passersby');
    expect(all.length).toBeGreaterThanOrEqual(230);
    const ofRun = all.filter(({ voice }) => voice.split('+').includes('run'));
    expect(ofRun.length / all.length).toBeGreaterThanOrEqual(0.25);
  });

  it('of visitors are nine hundred and more, in each voice, and nothing was improved with them', () => {
    const all = strangersQuestions('visitors');
    expect(all.length).toBeGreaterThanOrEqual(900);
    const counts = new Map<string, number>();
    for (const { voice } of all) counts.set(firstOf(voice), (counts.get(firstOf(voice)) ?? 0) + 1);
    expect(counts.size).toBe(14);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(50);
  });

  // So long a list is asked with nothing under way, and in one run.
  const situationsOf = (list: string) => (list === 'visitors' ? situations.slice(0, 2) : situations);
  const each = lists.flatMap((list) => situationsOf(list).map(({ is, run }) => ({ list, is, run })));
  describe.each(each)('of the $list, while $is is under way', ({ list, run }) => {
    const { seen, unseen, wrong } = floors[list] ?? { seen: 100, unseen: 100, wrong: 0 };

    it(`are answered rightly in the half that was seen, ${seen} in 100 and more, and never wrongly`, () => {
      const all = outcomes('seen', run, list);
      expect(came(all, 'wrong')).toEqual([]);
      expect(came(all, 'right').length * 100).toBeGreaterThanOrEqual(all.length * seen);
    });

    it(`are answered rightly in the half that was not, ${unseen} in 100 and more, and at most ${wrong} wrongly with no doubt`, () => {
      const all = outcomes('unseen', run, list);
      expect(came(all, 'wrong').length).toBeLessThanOrEqual(wrong);
      expect(came(all, 'right').length * 100).toBeGreaterThanOrEqual(all.length * unseen);
    });
  });
});
