import { describe, expect, it } from '@jest/globals';

/** Tests as the mutation runner runs them: loaded once, and then again and again. */

type Test = { id: string };
type Block = { name: string };
type Around = {
  starts(test: Test): void;
  ended(test: Test, error: string | undefined): boolean;
};
type Suite = {
  describe(name: string, body: () => void): void;
  it: {
    (name: string, body: () => unknown, timeoutMs?: number): void;
    each(rows: readonly unknown[]): (name: string, body: (row: never) => unknown) => void;
  };
  beforeAll(body: () => unknown): void;
  afterAll(body: () => unknown): void;
  beforeEach(body: () => unknown): void;
  afterEach(body: () => unknown): void;
  describedBy(file: string, load: () => unknown): Promise<Block>;
  testsOf(block: Block): Test[];
  runBlock(block: Block, chosen: (test: Test) => boolean, around: Around): Promise<boolean>;
};
const address: string = new URL('../scripts/mutation/suite.js', import.meta.url).href;
const suite = (await import(address)) as Suite;

/** Runs what is described, and tells what happened in order. */
async function run(
  load: (did: (what: string) => () => void) => void,
  chosen: (id: string) => boolean,
  endsEarly = true,
) {
  const happened: string[] = [];
  const block = await suite.describedBy('a.test.ts', () => load((what) => () => void happened.push(what)));
  const pass = () =>
    suite.runBlock(block, ({ id }) => chosen(id), {
      starts: () => {},
      ended({ id }, error) {
        happened.push(`${id.replace('a.test.ts ', '')}: ${error ?? 'ok'}`);
        return endsEarly && error !== undefined;
      },
    });
  return { ids: suite.testsOf(block).map(({ id }) => id), pass, happened };
}

function nested(did: (what: string) => () => void): void {
  const { describe, it, beforeAll, afterAll, beforeEach, afterEach } = suite;
  beforeEach(did('before each'));
  it('one', did('one'));
  describe('inside', () => {
    beforeAll(did('before all inside'));
    afterAll(did('after all inside'));
    beforeEach(did('before each inside'));
    afterEach(did('after each inside'));
    it.each([1, 2])('row %i', () => did('a row')());
  });
}

describe('tests that are loaded once', () => {
  it('are run with everything around them, each time anew', async () => {
    const { pass, happened } = await run(nested, () => true);
    await pass();
    const once = [...happened];
    expect(once).toEqual([
      ...['before each', 'one', 'one: ok', 'before all inside'],
      ...['before each', 'before each inside', 'a row', 'after each inside', 'inside row 1: ok'],
      ...['before each', 'before each inside', 'a row', 'after each inside', 'inside row 2: ok'],
      'after all inside',
    ]);
    await pass();
    expect(happened).toEqual([...once, ...once]);
  });

  it('are left out where they are not chosen, with what is done for them', async () => {
    const { pass, happened } = await run(nested, (id) => id.endsWith(' one'));
    await pass();
    expect(happened).toEqual(['before each', 'one', 'one: ok']);
  });

  it('have names that no two of them share', async () => {
    const { ids } = await run(
      () => {
        suite.it('same', () => undefined);
        suite.it('same', () => undefined);
      },
      () => true,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
      'no',
    ],
    ['rejects', () => Promise.reject(new Error('no')), 'no'],
    ['is never over', () => new Promise(() => undefined), 'not over after 20 ms'],
  ])('notice what %s, and end there where the first is enough', async (_, body, error) => {
    const load = () => {
      suite.it('fails', body, 20);
      suite.it('is next', () => undefined);
    };
    const first = await run(load, () => true);
    expect(await first.pass()).toBe(true);
    expect(first.happened).toEqual([`fails: ${error}`]);
    const all = await run(load, () => true, false);
    expect(await all.pass()).toBe(false);
    expect(all.happened).toEqual([`fails: ${error}`, 'is next: ok']);
  });
});
