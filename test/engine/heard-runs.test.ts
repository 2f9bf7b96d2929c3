import { beforeEach, expect, it } from '@jest/globals';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import type { Documents } from '../../src/storage/documents.js';
import { alone, type ChangedElsewhere } from '../../src/storage/peers.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { inMemory } from '../storage/in-memory.js';
import { aRun, at, runIn } from '../support/runs.js';

/** What a process tells its own of runs that other processes changed. */

let documents: Documents;
/** The store of the process that changes, and that of the one that hears of it. */
let theirs: RunStore;
let ours: RunStore;
let hear: (changed: ChangedElsewhere) => void;
let told: string[];
let warnings: string[];

const listening = (store: Documents, log?: object): RunStore =>
  createRunStore(store, log as never, {
    ...alone(),
    onChanged(listener) {
      hear = listener;
      return () => undefined;
    },
  });
const note = (who: string) => (run: Run) => void told.push(`${who}: ${run.id} ${run.attempts}`);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  documents = inMemory();
  theirs = createRunStore(documents);
  told = [];
  warnings = [];
  ours = listening(documents, { info: () => undefined, warn: (_: object, text: string) => warnings.push(text) });
});
const heard = (id: string) => hear({ kind: 'run', id });
const change = (id: string, attempts: number) => theirs.update(id, (run) => ({ ...run, attempts }));

it('a run that another process changed is told of as it is then, to both who listen, until they no longer do', async () => {
  const forgets = [ours.onChanged(note('all')), ours.onChangedElsewhere(note('elsewhere'))];
  await theirs.open(aRun());
  await change('run-1', 3);
  heard('run-1');
  await settled();
  expect(told.sort()).toEqual(['all: run-1 3', 'elsewhere: run-1 3']);
  for (const forget of forgets) forget();
  heard('run-1');
  await settled();
  expect(told).toHaveLength(2);
});

it('what is changed faster than it can be read is told of once, and again when it changes later', async () => {
  ours.onChanged(note('all'));
  await theirs.open(aRun());
  for (let n = 0; n < 5; n += 1) heard('run-1');
  await settled();
  expect(told).toEqual(['all: run-1 0']);
  await change('run-1', 1);
  heard('run-1');
  await settled();
  expect(told).toEqual(['all: run-1 0', 'all: run-1 1']);
});

it('nothing is read for what is no run, and nothing told of a run that is gone', async () => {
  const read: string[] = [];
  const watched: Documents = {
    ...documents,
    get: (kind, id) => {
      read.push(id);
      return documents.get(kind, id);
    },
  };
  ours = listening(watched, { warn: (_: object, text: string) => warnings.push(text) });
  ours.onChanged(note('all'));
  hear({ kind: 'person', id: 'run-1' });
  heard('gone');
  await settled();
  expect([told, read, warnings]).toEqual([[], ['gone'], []]);
});

it('after a time in which nothing was heard it tells of every open run, and of what nobody was told yet', async () => {
  ours.onChanged(note('all'));
  await theirs.open(aRun({ id: 'open' }));
  const notices: Run['notices'] = [{ seq: 1, at, what: 'completed' }];
  await theirs.open({ ...runIn.completed(), id: 'untold', tenantId: 'b', notices, noticeSeq: 1 });
  await theirs.open({ ...runIn.completed(), id: 'over', tenantId: 'c' });
  hear('unknown');
  await settled();
  expect(told).toEqual(['all: open 0', 'all: untold 0']);
});

it.each<ChangedElsewhere>([{ kind: 'run', id: 'run-1' }, 'unknown'])(
  'a store that cannot be read then is told to the log: %j',
  async (changed) => {
    const broken: Documents = {
      ...documents,
      get: () => Promise.reject(new Error('no store')),
      list: () => {
        throw new Error('no store');
      },
    };
    for (const log of [
      { info() {}, warn: (_: object, text: string) => warnings.push(text) },
      { info() {} },
      undefined,
    ]) {
      ours = listening(broken, log);
      hear(changed);
      await settled();
    }
    expect(warnings).toEqual(['what other processes changed is not known']);
  },
);
