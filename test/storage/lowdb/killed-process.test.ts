import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderLocked } from '../../../src/storage/lowdb/folder-lock.js';
import { note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';
import { WriterProcess } from './writer-process.js';

describe('a data folder', () => {
  let folder: TemporaryFolder;
  let writers: WriterProcess[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    writers = [];
  });
  afterEach(async () => {
    for (const writer of writers) await writer.signal('SIGKILL');
    await folder.end();
  });
  const tags = Array.from({ length: 3_000 }, (_, n) => `tag ${n}`);
  const startWriter = () => {
    const writer = new WriterProcess(folder.dataDir);
    writers.push(writer);
    return writer;
  };

  it('holds every acknowledged change after kill -9, and opens again', async () => {
    for (const lines of [40, 83, 131]) {
      const writer = startWriter();
      await writer.printed(lines);
      await writer.signal('SIGKILL');
      expect(writer.lines[0]).toBe('open');

      const documents = await folder.open();
      expect(writer.acknowledged().size).toBe(4);
      for (const [id, version] of writer.acknowledged()) {
        const kept = await documents.get(notes, id);
        expect(kept?.version).toBeGreaterThanOrEqual(version);
        expect(kept?.value.text).toMatch(new RegExp(`^${id} ${kept?.version} x{1000}$`));
        // Every other change leaves the tags as they were.
        const isOnce = ((kept?.version ?? 0) - 1) % 4 < 2;
        expect(kept?.value.tags).toEqual(isOnce ? tags : [...tags, ...tags]);
      }
      expect((await readdir(join(folder.dataDir, 'notes'))).sort()).toEqual(['a.json', 'b.json', 'c.json', 'd.json']);
      await documents.close();
    }
  });

  it('is refused to a second process, with the pid of the first and what to do', async () => {
    const first = startWriter();
    await first.printed(1);
    const opening = folder.open();
    await expect(opening).rejects.toBeInstanceOf(FolderLocked);
    await expect(opening).rejects.toMatchObject({ pid: first.pid, message: expect.stringContaining('DATA_DIR=') });
    const second = startWriter();
    await second.printed(1);
    expect(second.lines[0]).toContain(`in use by process ${first.pid}`);
  });

  it('is refused to a second store in the same process, until the first is closed', async () => {
    const first = await folder.open();
    await expect(folder.open()).rejects.toMatchObject({ name: 'FolderLocked', pid: process.pid });
    await first.close();
    expect(await (await folder.open()).put(notes, 'a', note('mine'), 0)).toMatchObject({ version: 1 });
  });

  it('is not taken from a process that is merely stopped, however old its lock', async () => {
    const writer = startWriter();
    await writer.printed(1);
    await writer.signal('SIGSTOP');
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder.dataDir, '.owner.lock'), anHourAgo, anHourAgo);
    await expect(folder.open()).rejects.toBeInstanceOf(FolderLocked);
  });

  it('is taken over from a dead process whose pid is in use again, as in a restarted container', async () => {
    const writer = startWriter();
    await writer.printed(1);
    await writer.signal('SIGKILL');
    const owner = join(folder.dataDir, '.owner');
    const dead = JSON.parse(await readFile(owner, 'utf8'));
    if (dead.started === null) return;
    await writeFile(owner, JSON.stringify({ ...dead, pid: process.pid }));
    expect(await (await folder.open()).get(notes, 'nothing')).toBeUndefined();
  });

  it('is given to exactly one of two that start at once after a crash', async () => {
    const writer = startWriter();
    await writer.printed(1);
    await writer.signal('SIGKILL');
    const both = [startWriter(), startWriter()];
    await Promise.all(both.map((one) => one.printed(1)));
    expect(both.map((one) => one.lines[0]).sort()).toEqual([expect.stringContaining('FolderLocked'), 'open']);
  });
});
