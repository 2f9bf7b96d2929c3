import { beforeEach, describe, expect, it } from '@jest/globals';
import { runKind } from '../../src/engine/run-names.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { type Documents, VersionConflict } from '../../src/storage/documents.js';
import { alone, type Peers } from '../../src/storage/peers.js';
import { noted } from '../../src/upgrade/run/record.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { inMemory, type Kept } from '../storage/in-memory.js';
import { aRun, now } from '../support/runs.js';

/** What is kept of a run that is opened or changed, and who is told of it. */

let kept: Kept;
let documents: Documents;
let runs: RunStore;
beforeEach(() => {
  kept = new Map();
  documents = inMemory(kept);
  runs = createRunStore(documents);
});

const open = (run: Run, id: string): Promise<Run> => runs.open({ ...run, id });
const looked = (): Run => aRun();

describe('a run that is opened', () => {
  const failingList = (error: Error, before: () => Promise<unknown> = async () => undefined): Documents => ({
    ...documents,
    put: async (kind, ...what) => {
      if (kind.name !== 'tenant') return documents.put(kind, ...what);
      await before();
      throw error;
    },
  });
  const ids = async () => {
    const all: string[] = [];
    for await (const id of documents.ids(runKind)) all.push(id);
    return all;
  };

  it('leaves nothing where it could not be put on its tenant’s list', async () => {
    await expect(createRunStore(failingList(new Error('a disk'))).open(looked())).rejects.toThrow('a disk');
    expect(await ids()).toEqual([]);
  });

  it('is the other’s where another process was first', async () => {
    const conflict = new VersionConflict('tenant', 'contoso', 0, 1);
    const store = createRunStore(failingList(conflict, () => open(looked(), 'theirs')));
    const told: string[] = [];
    store.onChanged(({ id }) => told.push(id));
    expect((await store.open({ ...looked(), id: 'mine' })).id).toBe('theirs');
    expect([await ids(), told]).toEqual([['theirs'], []]);
    const vain = createRunStore(failingList(conflict));
    await expect(vain.open({ ...looked(), id: 'mine', tenantId: 'fabrikam' })).rejects.toThrow(VersionConflict);
  });

  it('waits for its tenant’s turn in another process, and changes nothing where that does not come', async () => {
    const held: string[] = [];
    const released: string[] = [];
    const peers = (free: boolean): Peers => ({
      ...alone(),
      hold: async (name) => {
        held.push(name);
        if (!free) return undefined;
        return { lost: new AbortController().signal, release: async () => void released.push(name) };
      },
    });
    const busy = createRunStore(documents, undefined, peers(false));
    await expect(busy.open(looked())).rejects.toThrow('contoso is busy in another process');
    expect([await ids(), released]).toEqual([[], []]);
    await createRunStore(documents, undefined, peers(true)).open(looked());
    const failing = createRunStore(failingList(new Error('a disk')), undefined, peers(true));
    await expect(failing.open({ ...looked(), tenantId: 'fabrikam', id: 'f' })).rejects.toThrow('a disk');
    expect(released).toEqual(['tenant contoso', 'tenant fabrikam']);
    expect(held).toEqual(['tenant contoso', ...released]);
  });
});

describe('a change of a run', () => {
  it('is decided again on what another process has left, and told of where the disk fails', async () => {
    await open(looked(), 'run');
    const fails: unknown[] = [new Error('a disk'), new VersionConflict('run', 'run', 1, 2)];
    const both = createRunStore({
      ...documents,
      put: async (...what) => {
        const failure = fails.pop();
        if (!failure) return documents.put(...what);
        await runs.update('run', (run) => ({ ...run, attempts: run.attempts + 10 }));
        throw failure;
      },
    });
    const next = (run: Run): Run => ({ ...run, attempts: run.attempts + 1 });
    await expect(both.update('run', next)).rejects.toThrow('a disk');
    expect((await both.update('run', next)).attempts).toBe(21);
    fails.push(new VersionConflict('run', 'run', 1, 2));
    expect((await both.update('run', next)).attempts).toBe(32);
  });
});

describe('whoever listens', () => {
  it('hears of each change that is kept, until they no longer listen', async () => {
    const told: string[] = [];
    const forget = runs.onChanged(({ id, attempts }) => told.push(`${id} ${attempts}`));
    await open(looked(), 'run');
    await open(looked(), 'again');
    await runs.update('run', (run) => run);
    await runs.update('run', (run) => ({ ...run, attempts: 1 }));
    forget();
    await runs.update('run', (run) => ({ ...run, attempts: 2 }));
    expect(told).toEqual(['run 0', 'run 1']);
  });

  it('reads in the log the head of the audit with each entry, and nothing of other changes', async () => {
    const heads: object[] = [];
    const store = createRunStore(documents, { info: (about: object) => void heads.push(about) } as never);
    await store.open({ ...looked(), id: 'run' });
    const entry = { at: now, by: null, what: 'check' } as const;
    const run = await store.update('run', (one) => noted(one, {}, entry));
    await store.update('run', (one) => ({ ...one, attempts: 1 }));
    const head = run.audit.at(-1)?.hash;
    expect(heads).toEqual([{ event: 'audit', tenant: 'contoso', run: 'run', entries: run.audit.length, head }]);
  });
});
