import { beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createRunStore } from '../../src/engine/run-store.js';
import type { Documents, Kind } from '../../src/storage/documents.js';
import { runSchema } from '../../src/upgrade/run/run.js';
import { inMemory, type Kept } from '../storage/in-memory.js';
import { aRun, runIn } from '../support/runs.js';

/** A kill between a run's document and its tenant's leaves one without the other; the next start puts it right. */

const runKind = { name: 'run', schema: runSchema } as Kind<unknown>;
const tenantKind: Kind<unknown> = { name: 'tenant', schema: z.looseObject({}) };
let kept: Kept;
let documents: Documents;
beforeEach(() => {
  kept = new Map();
  documents = inMemory(kept);
});

const all = async () => {
  const ids: string[] = [];
  for await (const { id } of documents.list(runKind)) ids.push(id);
  return ids;
};

it('a run that its tenant does not know becomes the tenant’s, where there is no other', async () => {
  await documents.put(runKind, 'run-1', aRun({ tenantId: 't' }), 0);
  const runs = createRunStore(documents);
  expect(await runs.latest('t')).toBeUndefined();
  expect(await runs.heal()).toBe(1);
  expect((await runs.latest('t'))?.id).toBe('run-1');
  expect(await runs.heal()).toBe(0);
});

it('a run of which nobody was told is taken away where the tenant has begun another', async () => {
  const runs = createRunStore(documents);
  await runs.open(aRun({ id: 'run-2', tenantId: 't' }));
  await documents.put(runKind, 'run-1', aRun({ tenantId: 't', revision: 1 }), 0);
  expect(await runs.heal()).toBe(1);
  expect(await all()).toEqual(['run-2']);
  expect((await runs.latest('t'))?.id).toBe('run-2');
});

it('a run that something has come of is never taken away', async () => {
  const runs = createRunStore(documents);
  await runs.open(aRun({ id: 'run-2', tenantId: 't' }));
  await documents.put(runKind, 'run-1', { ...runIn.completed(), tenantId: 't', revision: 7 }, 0);
  await runs.heal();
  expect((await runs.history('t')).map(({ id }) => id)).toEqual(['run-2', 'run-1']);
});

it('a name whose run was deleted is taken off the list', async () => {
  const runs = createRunStore(documents);
  await runs.open(aRun({ tenantId: 't' }));
  await documents.put(tenantKind, 't', { runs: ['run-1', 'gone'] }, 1);
  expect(await runs.latest('t')).toBeUndefined();
  expect(await runs.heal()).toBe(1);
  expect((await runs.latest('t'))?.id).toBe('run-1');
});

it('of runs that are on their lists none is read for it', async () => {
  const before = createRunStore(documents);
  for (const tenantId of ['t', 'u', 'v']) await before.open(aRun({ id: `run-${tenantId}`, tenantId }));
  await documents.put(runKind, 'run-lost', aRun({ id: 'run-lost', tenantId: 'w' }), 0);
  const read: string[] = [];
  const watched: Documents = {
    ...documents,
    get(kind, id) {
      if (kind.name === 'run') read.push(id);
      return documents.get(kind, id);
    },
    list(kind, prefix) {
      if (kind.name === 'run') throw new Error('all runs are read');
      return documents.list(kind, prefix);
    },
  };
  expect(await createRunStore(watched).heal()).toBe(1);
  expect(new Set(read)).toEqual(new Set(['run-lost']));
});

it.each([
  ['and was never changed', 1],
  ['and has gone on', 7],
])('a run that its tenant does not know %s becomes its latest where the last one is over', async (_, revision) => {
  const runs = createRunStore(documents);
  await runs.open({ ...runIn.completed(), id: 'run-2', tenantId: 't' });
  await documents.put(runKind, 'run-1', aRun({ tenantId: 't', revision }), 0);
  expect(await runs.heal()).toBe(1);
  expect((await runs.history('t')).map(({ id }) => id)).toEqual(['run-1', 'run-2']);
});

it.each([
  ['run', 'run-1'],
  ['tenant', 't'],
])('what was set aside for the operator is left alone, and what hangs on it: %s', async (kind, id) => {
  const runs = createRunStore(documents);
  await runs.open(aRun({ tenantId: 't' }));
  await documents.put(runKind, 'run-2', aRun({ id: 'run-2', tenantId: 'u' }), 0);
  await documents.put(runKind, 'run-3', aRun({ id: 'run-3', tenantId: 't' }), 0);
  if (kind === 'run') await documents.delete(runKind, 'run-3');
  kept.get(kind)?.set(id, 'setAside');
  // One that no list names, and one that is deleted at this moment.
  kept.get('run')?.set('run-4', 'setAside');
  const listing: Documents = {
    ...documents,
    async *ids(of) {
      yield* documents.ids(of);
      yield 'run-5';
    },
  };
  expect(await createRunStore(listing).heal()).toBe(1);
  expect((await runs.latest('u'))?.id).toBe('run-2');
  if (kind === 'run') expect((await documents.get(tenantKind, 't'))?.value).toEqual({ runs: ['run-1'] });
  else expect(await all()).toEqual(['run-1', 'run-2', 'run-3']);
});

it('the last name that no run has takes the list with it', async () => {
  await documents.put(tenantKind, 't', { runs: ['gone'] }, 0);
  expect(await createRunStore(documents).heal()).toBe(1);
  expect(await documents.get(tenantKind, 't')).toBeUndefined();
});

it('a store that cannot be read is no reason to take anything away', async () => {
  await documents.put(tenantKind, 't', { runs: ['gone'] }, 0);
  await documents.put(runKind, 'run-1', aRun({ tenantId: 'u' }), 0);
  const unread: Documents = { ...documents, get: () => Promise.reject(new Error('no disk')) };
  await expect(createRunStore(unread).heal()).rejects.toThrow('no disk');
  expect([await all(), (await documents.get(tenantKind, 't'))?.value]).toEqual([['run-1'], { runs: ['gone'] }]);
});
