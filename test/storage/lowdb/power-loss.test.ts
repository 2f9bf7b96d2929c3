import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Documents, Kind } from '../../../src/storage/documents.js';
import { StorageFailed } from '../../../src/storage/failures.js';
import { notes } from '../contract.js';
import { type ForgetfulDisk, forgetfulDisk } from './forgetful-disk.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

/** `POWER_CUTS=5000` tries so many; some in every run of the tests. */
const cuts = Number(process.env.POWER_CUTS ?? 25);

/** What somebody who changes a document knows of it. */
type Known = { acknowledged: number; asked: number };

type Note = { text: string; tags: string[] };
const ids = ['a', 'b', 'c', 'd'];
/** Some are of a kind whose folder is made while others are written already. */
const kindOf = (id: string): Kind<Note> => (id < 'c' ? notes : { ...notes, name: 'later' });
/** So much of a document stays that some changes are written alone, and others with all of it. */
const tags = Array.from({ length: 300 }, (_, n) => `tag ${n}`);
const textOf = (id: string, version: number) => `${id} ${version} ${'x'.repeat((version * 397) % 2_500)}`;

describe('when the power goes', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  const open = (disk: ForgetfulDisk) => folder.open({ fs: disk.fs, settleAfterMs: 0 });

  it('every change that was acknowledged is there, whole, whatever the disk had not synced', async () => {
    for (let cut = 0; cut < cuts; cut += 1) {
      const random = randomFrom(cut);
      const known = new Map(ids.map((id): [string, Known] => [id, { acknowledged: 0, asked: 0 }]));
      let disk = forgetfulDisk(random);
      for (let day = 0; day < 3; day += 1) {
        disk.cutAt(disk.changes + 4 + Math.floor(random() * 90));
        const documents = await open(disk).catch(unlessCut);
        if (documents) await Promise.all(ids.map((id) => changeUntilCut(documents, id, known, random)));
        await documents?.close();
        disk = disk.afterPowerLoss();
        // And again while it starts, which must lose nothing either.
        disk.cutAt(disk.changes + Math.floor(random() * 12));
        await (await open(disk).catch(unlessCut))?.close();
        disk = disk.afterPowerLoss();
        const again = await open(disk);
        expect(await lost(again, known, `cut ${cut}, day ${day}`)).toEqual([]);
        await again.close();
        disk = disk.afterPowerLoss();
      }
    }
  }, 600_000);

  it('at any moment of the first changes of two kinds, both are there as far as they were acknowledged', async () => {
    let change = 0;
    for (let isOver = false; !isOver; change += 1) {
      for (let seed = 0; seed < 5; seed += 1) {
        const disk = forgetfulDisk(randomFrom(seed));
        const known = new Map(['a', 'c'].map((id): [string, Known] => [id, { acknowledged: 0, asked: 1 }]));
        disk.cutAt(change);
        const documents = await open(disk).catch(unlessCut);
        for (const [id, one] of documents ? known : []) {
          const put = documents?.put(kindOf(id), id, { text: textOf(id, 1), tags }, 0);
          one.acknowledged = (await put?.catch(unlessCut))?.version ?? 0;
        }
        await documents?.close();
        isOver = disk.changes < change;
        const again = await open(disk.afterPowerLoss());
        expect(await lost(again, known, `change ${change}, seed ${seed}`)).toEqual([]);
        await again.close();
      }
    }
    expect(change).toBeGreaterThan(15);
  });

  it('what was deleted stays deleted', async () => {
    for (let cut = 0; cut < 10; cut += 1) {
      const random = randomFrom(cut);
      let disk = forgetfulDisk(random);
      const documents = await open(disk);
      await documents.put(notes, 'a', { text: 'personal', tags: [] }, 0);
      if (cut % 2) for (let n = 0; n < 40; n += 1) await turn();
      await documents.delete(notes, 'a');
      disk.cutAt(disk.changes + cut);
      await documents.close();
      disk = disk.afterPowerLoss();
      const again = await open(disk);
      expect(await again.get(notes, 'a')).toBeUndefined();
      await again.close();
    }
  });
});

/** Changes a document again and again; at the end, what it asked for last may or may not be kept. */
async function changeUntilCut(
  documents: Documents,
  id: string,
  known: Map<string, Known>,
  random: () => number,
): Promise<void> {
  if (kindOf(id) !== notes) for (let n = Math.floor(random() * 30); n > 0; n -= 1) await turn();
  const read = await documents
    .get(kindOf(id), id)
    .then((kept) => ({ version: kept?.version ?? 0 }))
    .catch(unlessCut);
  for (let version = read?.version ?? Number.NaN; !Number.isNaN(version); version += 1) {
    const one = known.get(id);
    if (!one) throw new Error(`nobody knows ${id}`);
    one.asked = version + 1;
    const put = documents.put(kindOf(id), id, { text: textOf(id, version + 1), tags }, version);
    if (!(await put.catch(unlessCut))) return;
    one.acknowledged = version + 1;
    // Sometimes the files are written meanwhile.
    for (let n = Math.floor(random() * 8); n > 0; n -= 1) await turn();
  }
}

async function lost(documents: Documents, known: Map<string, Known>, when: string): Promise<string[]> {
  const found: string[] = [];
  for (const [id, { acknowledged, asked }] of known) {
    const kept = await documents.get(kindOf(id), id);
    const version = kept?.version ?? 0;
    if (version < acknowledged || version > asked)
      found.push(`${when}: ${id} is at ${version}, acknowledged was ${acknowledged}, asked for ${asked}`);
    const put = JSON.stringify({ text: textOf(id, version), tags });
    if (kept && JSON.stringify(kept.value) !== put) found.push(`${when}: ${id} is not what was put at ${version}`);
  }
  if ((await documents.setAside()).size > 0) found.push(`${when}: something was not understood`);
  return found;
}

function unlessCut(error: unknown): undefined {
  if (error instanceof StorageFailed) return undefined;
  throw error;
}

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
