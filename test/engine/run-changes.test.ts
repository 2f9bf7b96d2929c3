import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { checkChain } from '../../src/engine/audit/chain.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { type Documents, VersionConflict } from '../../src/storage/documents.js';
import { NotStorable } from '../../src/storage/failures.js';
import { noted } from '../../src/upgrade/run/record.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { now, runIn } from '../support/runs.js';

/** Many change one run at the same time: each is decided on what the ones before it left, and few writings keep all. */

let folder: TemporaryFolder;
let documents: Documents;
let runs: RunStore;
let writings: number;
let id: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  documents = await folder.open();
  writings = 0;
  const counted: Documents = {
    ...documents,
    put: (...what) => {
      writings += 1;
      return documents.put(...what);
    },
  };
  runs = createRunStore(counted);
  ({ id } = await runs.open(runIn.cart()));
  writings = 0;
});
afterEach(() => folder.end());

const follows = (name: string) => (run: Run) =>
  noted(run, { followers: [...run.followers, name] }, { at: now, by: { id: name, name }, what: 'follow' });
const names = Array.from({ length: 64 }, (_, n) => `person-${n}`);

it('who waits while another is written is written with all who wait, in the order they came', async () => {
  const before = (await runs.get(id))?.followers ?? [];
  const kept = await Promise.all(names.map((name) => runs.update(id, follows(name))));
  expect(writings).toBeLessThanOrEqual(2);
  const run = (await createRunStore(documents).get(id)) as Run;
  expect(run.followers).toEqual([...before, ...names]);
  expect(checkChain(run)).toMatchObject({ entries: run.audit.length, brokenAt: null });
  for (const [at, name] of names.entries()) expect(kept[at]?.followers).toContain(name);
});

it('who has changed nothing waits with the others and gets the run as they left it', async () => {
  const [, looked] = await Promise.all([runs.update(id, follows('a')), runs.update(id, (run) => run)]);
  expect(looked.followers).toContain('a');
  expect(await runs.update(id, (run) => run)).toBe(await runs.get(id));
  expect(writings).toBe(1);
});

it('a change that fails, or that cannot be kept, is its own alone', async () => {
  const broken = new Error('a defect');
  const outcomes = await Promise.allSettled([
    runs.update(id, follows('first')),
    runs.update(id, () => {
      throw broken;
    }),
    runs.update(id, (run) => ({ ...run, revision: -1 })),
    runs.update(id, follows('last')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: broken });
  expect(outcomes[2]).toMatchObject({ reason: expect.any(NotStorable) });
  expect((await runs.get(id))?.followers).toEqual(expect.arrayContaining(['first', 'last']));
});

it('a change that fails is over, also where the others are decided again after another process', async () => {
  let isFirst = true;
  const contended: Documents = {
    ...documents,
    put: (kind, of, value, version) => {
      if (!isFirst) return documents.put(kind, of, value, version);
      isFirst = false;
      return Promise.reject(new VersionConflict(kind.name, of, version, version + 1));
    },
  };
  const theirs = createRunStore(contended);
  let tries = 0;
  const outcomes = await Promise.allSettled([
    theirs.update(id, follows('first')),
    theirs.update(id, (run) => {
      tries += 1;
      if (tries > 1) return follows('ghost')(run);
      throw new Error('a defect');
    }),
    theirs.update(id, follows('last')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const followers = (await createRunStore(documents).get(id))?.followers;
  expect(followers).toEqual(expect.arrayContaining(['first', 'last']));
  expect(followers).not.toContain('ghost');
});

it('nobody is told before what they changed is on the disk, and all are told when it is not', async () => {
  let letGo = (): void => undefined;
  const disk = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow: Documents = {
    ...documents,
    put: async (...what) => {
      await disk;
      return documents.put(...what);
    },
  };
  const theirs = createRunStore(slow);
  let told = 0;
  const all = names.map((name) => theirs.update(id, follows(name)).then(() => (told += 1)));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toBe(0);
  letGo();
  await Promise.all(all);
  expect(told).toBe(names.length);

  const full: Documents = { ...documents, put: () => Promise.reject(new Error('no room')) };
  const refused = createRunStore(full);
  const outcomes = await Promise.allSettled(names.map((name) => refused.update(id, follows(`${name} again`))));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
});
