import { beforeEach, describe, expect, it } from '@jest/globals';
import { RunNames, runKind, tenantKind } from '../../src/engine/run-names.js';
import type { Documents } from '../../src/storage/documents.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { inMemory, type Kept } from '../storage/in-memory.js';
import { aRun, runIn } from '../support/runs.js';

/** The list of a tenant's runs, beside what the store of runs does with it: what is put last, and what is left alone. */

let kept: Kept;
let documents: Documents;
let names: RunNames;
let read: (string | undefined)[];
beforeEach(() => {
  kept = new Map();
  const store = inMemory(kept);
  read = [];
  documents = {
    ...store,
    get(kind, id) {
      if (kind.name === 'run') read.push(id);
      return store.get(kind, id);
    },
  };
  names = new RunNames(documents);
});

const there = (run: Run, id: string) => documents.put(runKind, id, { ...run, id }, 0);
const list = (...runs: string[]) => documents.put(tenantKind, 'contoso', { runs }, 0);
const listed = () => documents.get(tenantKind, 'contoso');

it('the latest run of a tenant that has had none is looked for nowhere', async () => {
  expect(await names.latest('contoso')).toBeUndefined();
  expect(read).toStrictEqual([]);
});

it('the first run that is put last is all there is on the list', async () => {
  await names.makeLatest('run-1', 'contoso');
  expect((await listed())?.value).toEqual({ runs: ['run-1'] });
});

describe('an open run that is to be what is meant', () => {
  it('is put last where the one that is last is over, however many came before', async () => {
    for (const id of ['a', 'b']) await there(aRun(), id);
    await there(runIn.stopped(), 'c');
    await list('a', 'b', 'c');
    await names.makeLatestAfterEnd('a', 'contoso');
    expect((await listed())?.value).toEqual({ runs: ['b', 'c', 'a'] });
  });

  it('is left where it is where another is open after it', async () => {
    await there(runIn.stopped(), 'b');
    for (const id of ['a', 'c']) await there(aRun(), id);
    await list('a', 'b', 'c');
    await names.makeLatestAfterEnd('a', 'contoso');
    expect((await listed())?.version).toBe(1);
  });

  it('is not written down again where it is last already', async () => {
    await there(aRun(), 'a');
    await list('a');
    await names.makeLatestAfterEnd('a', 'contoso');
    expect((await listed())?.version).toBe(1);
  });

  it('is the first on the list of a tenant that has none, and nothing else is read for it', async () => {
    await there(aRun(), 'a');
    await names.makeLatestAfterEnd('a', 'contoso');
    expect((await listed())?.value).toEqual({ runs: ['a'] });
    expect(read).toStrictEqual(['a']);
  });
});

describe('a run that is looked for on its tenant’s list', () => {
  it('is not missed there where it stands, nor where the list waits for the operator', async () => {
    await there(aRun({ tenantId: 'contoso' }), 'a');
    expect(await names.unnamed('a')).toBe('contoso');
    await list('a');
    expect(await names.unnamed('a')).toBeUndefined();
    kept.get('tenant')?.set('contoso', 'setAside');
    expect(await names.unnamed('a')).toBeUndefined();
  });

  it('is left alone where the list was set aside for the operator meanwhile', async () => {
    await there(aRun({ tenantId: 'contoso' }), 'a');
    await list('b');
    kept.get('tenant')?.set('contoso', 'setAside');
    expect(await names.healRun('a')).toBe(false);
  });
});
