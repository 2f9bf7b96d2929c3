import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StorageFailed, StorageFull } from '../../../src/storage/failures.js';
import { note, notes } from '../contract.js';
import { type FailingStep, failingDisk } from './failing-disk.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

describe('when the disk fails', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  const steps: FailingStep[] = ['open', 'write', 'sync', 'folderSync'];
  it.each(steps)('at %s, the change is refused, nothing has changed, and the next one works', async (step) => {
    const disk = failingDisk();
    const first = await folder.open({ fs: disk.fs });
    await first.put(notes, 'old', note('before'), 0);
    await first.close();

    const documents = await folder.open({ fs: disk.fs });
    disk.fails = { step, code: 'ENOSPC' };
    await expect(documents.put(notes, 'old', note('lost'), 1)).rejects.toBeInstanceOf(StorageFull);
    await expect(documents.put(notes, 'new', note('lost'), 0)).rejects.toThrow('Free some space');
    expect(await documents.get(notes, 'old')).toMatchObject({ version: 1, value: note('before') });
    expect(await documents.get(notes, 'new')).toBeUndefined();
    await documents.close();
    disk.fails = undefined;
    const reopened = await folder.open({ fs: disk.fs });
    expect(await reopened.get(notes, 'old')).toMatchObject({ version: 1, value: note('before') });
    expect(await reopened.get(notes, 'new')).toBeUndefined();
    expect(await readdir(join(folder.dataDir, 'notes'))).toEqual(['old.json']);
    expect(await reopened.put(notes, 'old', note('after'), 1)).toMatchObject({ version: 2 });
  });

  it.each<FailingStep>(['write', 'sync'])(
    'at %s in the middle of others, it is refused alone, and does not come back',
    async (step) => {
      const disk = failingDisk();
      const documents = await folder.open({ fs: disk.fs });
      await documents.put(notes, 'a', note('kept'), 0);
      disk.fails = { step, code: 'EIO' };
      const lost = [documents.put(notes, 'a', note('lost'), 1), documents.put(notes, 'b', note('lost'), 0)];
      for (const { status } of await Promise.allSettled(lost)) expect(status).toBe('rejected');
      const killed = await folder.openAsKilled();
      expect(await killed.get(notes, 'a')).toMatchObject({ version: 1, value: note('kept') });
      expect(await killed.get(notes, 'b')).toBeUndefined();
      disk.fails = undefined;
      // As long as the first of those that were lost, so that what is left of the other would fit behind it.
      expect(await documents.put(notes, 'a', note('next'), 1)).toMatchObject({ version: 2 });
      const reopened = await folder.openAsKilled();
      expect(await reopened.get(notes, 'a')).toMatchObject({ version: 2, value: note('next') });
      expect(await reopened.get(notes, 'b')).toBeUndefined();
    },
  );

  it.each<FailingStep>(['open', 'rename', 'folderSync'])(
    'at %s while files are written from the journal, nothing is lost, and it is tried again',
    async (step) => {
      const disk = failingDisk();
      const documents = await folder.open({ fs: disk.fs });
      await documents.put(notes, 'a', note('kept'), 0);
      disk.fails = { step, code: 'EIO' };
      await documents.close();
      expect(await readdir(folder.dataDir)).toContain('.journal-1');
      disk.fails = undefined;
      const reopened = await folder.open({ fs: disk.fs });
      expect(await reopened.get(notes, 'a')).toMatchObject({ version: 1, value: note('kept') });
      expect(await readdir(folder.dataDir)).not.toContain('.journal-1');
    },
  );

  it('changes are kept again as soon as there is room, without a restart', async () => {
    const disk = failingDisk();
    const documents = await folder.open({ fs: disk.fs });
    disk.fails = { step: 'write', code: 'ENOSPC' };
    await expect(documents.put(notes, 'a', note('lost'), 0)).rejects.toBeInstanceOf(StorageFull);
    expect(await documents.health()).toMatchObject({ ok: false, reason: expect.stringContaining('full') });
    disk.fails = undefined;
    expect(await documents.health()).toEqual({ ok: true });
    expect(await documents.put(notes, 'a', note('kept'), 0)).toMatchObject({ version: 1 });
    await documents.close();
    expect(await readdir(join(folder.dataDir, 'notes'))).toEqual(['a.json']);
  });

  it.each([
    ['EROFS', 'read-only'],
    ['EIO', 'reports errors'],
    ['EACCES', 'write access'],
    ['EBUSY', 'EBUSY'],
  ])('with %s, the error says what to do', async (code, words) => {
    const disk = failingDisk();
    const documents = await folder.open({ fs: disk.fs });
    disk.fails = { step: 'open', code };
    const put = documents.put(notes, 'a', note('lost'), 0);
    await expect(put).rejects.toBeInstanceOf(StorageFailed);
    await expect(put).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(await documents.health()).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
  });

  it('a failed change does not hold up the ones behind it', async () => {
    const disk = failingDisk();
    const documents = await folder.open({ fs: disk.fs });
    disk.fails = { step: 'sync', code: 'EIO' };
    const first = documents.put(notes, 'a', note('lost'), 0).finally(() => {
      disk.fails = undefined;
    });
    const second = documents.put(notes, 'a', note('kept'), 0);
    await expect(first).rejects.toBeInstanceOf(StorageFailed);
    expect(await second).toMatchObject({ version: 1 });
  });
});
