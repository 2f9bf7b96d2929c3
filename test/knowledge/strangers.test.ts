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

type Outcome = { half: string; language: string; entries: string[]; question: string; came: string };
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
const share = (all: readonly Outcome[], came: string) => all.filter((one) => one.came === came).length / all.length;

describe('the questions of strangers', () => {
  it('are four hundred and more, about every entry and about other topics, in halves that nobody chose', () => {
    const all = strangersQuestions();
    expect(all.length).toBeGreaterThanOrEqual(400);
    const ids = readEntries('src/knowledge/entries').map(({ id }) => id);
    expect([...new Set(all.flatMap(({ entries }) => entries))].sort()).toEqual(ids.sort());
    expect(all.filter(({ entries }) => entries.length === 0).length).toBeGreaterThanOrEqual(40);
    for (const half of ['seen', 'unseen'])
      expect(all.filter((one) => one.half === half).length).toBeGreaterThanOrEqual(200);
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

  const each = lists.flatMap((list) => situations.map(({ is, run }) => ({ list, is, run })));
  describe.each(each)('of the $list, while $is is under way', ({ list, run }) => {
    it('are answered rightly in the half that was seen, 95 in 100 and more, and never wrongly', () => {
      const seen = outcomes('seen', run, list);
      expect(seen.filter(({ came }) => came === 'wrong')).toEqual([]);
      expect(share(seen, 'right')).toBeGreaterThanOrEqual(0.95);
    });

    it('are answered rightly in the half that was not, 92 in 100 and more, and never wrongly with no doubt', () => {
      const unseen = outcomes('unseen', run, list);
      expect(share(unseen, 'wrong')).toBe(0);
      expect(share(unseen, 'right')).toBeGreaterThanOrEqual(0.92);
    });
  });
});
