import { beforeEach, describe, expect, it } from '@jest/globals';
import { RunNames, tenantKind } from '../../src/engine/run-names.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import type { Documents } from '../../src/storage/documents.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { inMemory, type Kept } from '../storage/in-memory.js';
import { aRun, aSource, available, runIn } from '../support/runs.js';

/** Which of a tenant's runs is meant, and what happens to the others, when one is opened, taken up again or deleted. */

let kept: Kept;
let documents: Documents;
let runs: RunStore;
beforeEach(() => {
  kept = new Map();
  documents = inMemory(kept);
  runs = createRunStore(documents);
});

const open = (run: Run, id: string): Promise<Run> => runs.open({ ...run, id });
const listed = async () => (await runs.history('contoso')).map(({ id }) => id);
const over = runIn.stopped;
const looked = (): Run => aRun();
const chosen = (): Run => ({
  ...runIn.beforeYouBegin(),
  assessment: available({ source: aSource({ sku: 'SPE_E3' }) }),
});
const lives = (run: Run): Run => ({ ...run, state: runIn.undoing().state });
const ends = (run: Run): Run => ({ ...run, state: runIn.stopped().state, attempts: 7 });
const taken = { wouldChange: () => true, setAside: ends };

describe('a run that is over', () => {
  it('lives again and is what is meant, and runs that have only looked since are set aside', async () => {
    await open({ ...over(), plan: 'SPE_E5' }, 'older');
    await open({ ...over(), plan: 'SPE_E5' }, 'old');
    await open({ ...over(), assessment: looked().assessment }, 'ended');
    await open(looked(), 'open');
    expect((await runs.reopen('old', 'contoso', lives, taken)).state.is).toBe('undoing');
    expect(await listed()).toEqual(['old', 'open', 'ended', 'older']);
    expect((await runs.get('open'))?.attempts).toBe(7);
    expect((await runs.get('ended'))?.attempts).toBe(0);
  });

  it.each([
    ['came first', ['plan', 'open']],
    ['came last', ['open', 'plan']],
  ])('stays over where something came of one of those since: it %s', async (_, since) => {
    await open(over(), 'old');
    for (const id of since)
      await open(id === 'plan' ? { ...over(), plan: 'SPE_E5' } : { ...over(), assessment: looked().assessment }, id);
    expect((await runs.reopen('old', 'contoso', lives, taken)).state.is).toBe('stopped');
    expect(await listed()).toEqual([...since].reverse().concat('old'));
  });

  it('stays over where something is chosen in the other at that moment', async () => {
    await open(over(), 'old');
    await open(looked(), 'open');
    const choosing = {
      ...taken,
      wouldChange: () => Boolean(runs.update('open', (run) => ({ ...run, plan: 'SPE_E5' }))),
    };
    expect((await runs.reopen('old', 'contoso', lives, choosing)).state.is).toBe('stopped');
    expect(await runs.get('open')).toMatchObject({ plan: 'SPE_E5', state: { is: 'assessed' } });
    expect(await listed()).toEqual(['open', 'old']);
  });

  it('sets nothing aside for a change that would be none', async () => {
    await open(over(), 'old');
    await open(looked(), 'open');
    const asked: string[] = [];
    const noChange = (run: Run) => {
      asked.push(run.id);
      return run;
    };
    await runs.reopen('old', 'contoso', noChange, { ...taken, wouldChange: () => false });
    expect([asked, (await runs.get('open'))?.state.is, await listed()]).toEqual([['old'], 'assessed', ['open', 'old']]);
  });

  it('keeps the list as it was where it is the last on it', async () => {
    await open(over(), 'old');
    const writings: string[] = [];
    const watched: Documents = {
      ...documents,
      put: (kind, ...what) => {
        writings.push(kind.name);
        return documents.put(kind, ...what);
      },
    };
    await createRunStore(watched).reopen('old', 'contoso', lives, taken);
    expect(writings).toEqual(['run']);
  });

  it('that is not there is neither changed nor taken up', async () => {
    await expect(runs.reopen('gone', 'contoso', lives, taken)).rejects.toThrow('no run gone');
    await expect(runs.update('gone', lives)).rejects.toThrow('no run gone');
  });
});

describe('what is written of a tenant is about', () => {
  const latest = async () => (await runs.latest('contoso'))?.id;
  const keeping = () => open(runIn.kept(), 'kept');
  const another = (run: Run) => open({ ...run, assessment: chosen().assessment }, 'another');

  it('an open run again, once the last one is over', async () => {
    await keeping();
    await open({ ...over(), assessment: chosen().assessment }, 'between');
    await another(over());
    for (let times = 0; times < 2; times += 1) await runs.makeLatest('kept', 'contoso');
    expect([await latest(), await listed()]).toEqual(['kept', ['kept', 'another', 'between']]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['the last one is open', () => another(chosen()), 'kept'],
    ['it is over itself', () => another(over()).then(() => runs.update('kept', ends)), 'kept'],
    ['there is no such run', () => another(over()), 'gone'],
  ])('the last one where %s', async (_, put, id) => {
    await keeping();
    await put();
    await runs.makeLatest(id, 'contoso');
    expect(await listed()).toEqual(['another', 'kept']);
  });

  it('an open run, where the last one cannot be found any more', async () => {
    await keeping();
    await documents.put(tenantKind, 'contoso', { runs: ['kept', 'gone'] }, 1);
    await runs.makeLatest('kept', 'contoso');
    expect(await listed()).toEqual(['kept']);
    await runs.makeLatest('kept', 'fabrikam');
    expect((await runs.latest('fabrikam'))?.id).toBe('kept');
  });
});

describe('a run that is deleted', () => {
  const always = () => true;

  it('is gone with its name, and its tenant with the last', async () => {
    await open(over(), 'old');
    await open(over(), 'new');
    expect(await runs.delete('old', 'contoso', always)).toBe(true);
    expect([await runs.get('old'), (await documents.get(tenantKind, 'contoso'))?.value.runs]).toEqual([
      undefined,
      ['new'],
    ]);
    expect(await runs.delete('new', 'contoso', always)).toBe(true);
    expect(await documents.get(tenantKind, 'contoso')).toBeUndefined();
    expect(await runs.delete('new', 'contoso', always)).toBe(true);
  });

  it.each<[string, string, (run: Run) => boolean]>([
    ['may not be', 'contoso', () => false],
    ['is of another tenant', 'fabrikam', always],
  ])('stays where it %s', async (_, tenantId, may) => {
    await open(over(), 'old');
    expect(await runs.delete('old', tenantId, may)).toBe(false);
    expect(await listed()).toEqual(['old']);
  });

  it('is judged by what it is at that moment, and a disk that fails is told', async () => {
    await open(over(), 'old');
    const changing = (then: () => Promise<unknown>): Documents => ({
      ...documents,
      delete: async (...what) => {
        await then();
        return documents.delete(...what);
      },
    });
    const may = ({ attempts }: Run) => attempts === 0;
    const failing = createRunStore(changing(() => Promise.reject(new Error('a disk'))));
    await expect(failing.delete('old', 'contoso', may)).rejects.toThrow('a disk');
    const first = createRunStore(changing(() => runs.update('old', (run) => ({ ...run, revision: run.revision + 1 }))));
    let looks = 0;
    const three = () => {
      looks += 1;
      return looks < 4;
    };
    expect(await first.delete('old', 'contoso', three)).toBe(false);
    expect([looks, await listed()]).toEqual([4, ['old']]);
  });
});

describe('names that another process has put right meanwhile', () => {
  it('are left as they are', async () => {
    await open(looked(), 'run');
    const names = new RunNames(documents);
    expect([await names.healRun('run'), await names.healRun('gone')]).toEqual([false, false]);
    expect(await names.healName('run', 'contoso')).toBe(false);
    await names.remove('run', 'fabrikam');
    await names.remove('gone', 'contoso');
    expect(await listed()).toEqual(['run']);
  });
});
