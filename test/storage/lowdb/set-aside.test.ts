import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DocumentSetAside } from '../../../src/storage/failures.js';
import { idsOf, note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

const good = '{"format":1,"id":"b","version":1,"value":{"text":"fine"}}';

describe('a file that is not understood', () => {
  let folder: TemporaryFolder;
  let kindFolder: string;
  let loud: string[];
  const log = {
    error: (details: object, message: string) => loud.push(message + JSON.stringify(details)),
    warn: () => undefined,
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    kindFolder = join(folder.dataDir, 'notes');
    loud = [];
    await mkdir(kindFolder);
    await writeFile(join(kindFolder, 'b.json'), good);
  });
  afterEach(() => folder.end());

  it.each([
    ['torn', '{"format":1,"id":"a","version":1,"val'],
    ['empty', ''],
    ['zeros, as a crash of the machine may leave', '\0'.repeat(64)],
    ['another program’s', '{"hello":"world"}'],
    ['another document', '{"format":1,"id":"z","version":1,"value":{"text":"moved by hand"}}'],
    ['a newer format', '{"format":2,"id":"a","version":1,"value":{"text":"future"}}'],
    ['a newer schema', '{"format":1,"id":"a","version":1,"value":{"body":"future"}}'],
  ])('is set aside and reported, and harms no other document: %s', async (_, text) => {
    await writeFile(join(kindFolder, 'a.json'), text);
    const documents = await folder.open({ log });
    expect(await idsOf(documents)).toEqual(['b']);
    expect((await readdir(kindFolder)).sort()).toEqual(['a.json.corrupt', 'b.json']);
    expect(await readFile(join(kindFolder, 'a.json.corrupt'), 'utf8')).toBe(text);
    expect(loud).toEqual([expect.stringContaining('a.json.corrupt')]);
    expect([await documents.health(), [...(await documents.setAside())]]).toEqual([{ ok: true }, [['notes', 1]]]);
    expect(await documents.put(notes, 'b', note('goes on'), 1)).toMatchObject({ version: 2 });
  });

  it('is neither read as missing nor made anew, now or after a restart', async () => {
    await writeFile(join(kindFolder, 'a.json'), 'x');
    const first = await folder.open({ log });
    await expect(first.get(notes, 'a')).rejects.toBeInstanceOf(DocumentSetAside);
    await expect(first.put(notes, 'a', note('new'), 0)).rejects.toBeInstanceOf(DocumentSetAside);
    await first.close();
    const second = await folder.open({ log });
    expect([...(await second.setAside())]).toEqual([['notes', 1]]);
    await expect(second.put(notes, 'a', note('new'), 0)).rejects.toThrow('Restore it from a backup');
    expect([...(await second.setAside())]).toEqual([['notes', 1]]);
  });

  it('is at work again once it was put right', async () => {
    await writeFile(join(kindFolder, 'a.json'), 'x');
    const first = await folder.open({ log });
    await expect(first.get(notes, 'a')).rejects.toBeInstanceOf(DocumentSetAside);
    await first.close();
    await rename(join(kindFolder, 'a.json.corrupt'), join(kindFolder, 'a.json'));
    await writeFile(join(kindFolder, 'a.json'), good.replace('"b"', '"a"'));
    const second = await folder.open({ log });
    expect(await second.get(notes, 'a')).toMatchObject({ version: 1 });
    expect((await second.setAside()).size).toBe(0);
  });

  it('never overwrites one set aside before', async () => {
    await writeFile(join(kindFolder, 'a.json.corrupt'), 'first');
    await writeFile(join(kindFolder, 'a.json'), 'second');
    expect(await idsOf(await folder.open({ log }))).toEqual(['b']);
    expect((await readdir(kindFolder)).sort()).toEqual(['a.json.2.corrupt', 'a.json.corrupt', 'b.json']);
  });

  it('with a foreign name is set aside too', async () => {
    await writeFile(join(kindFolder, 'My Copy.json'), good);
    expect(await idsOf(await folder.open({ log }))).toEqual(['b']);
    expect(await readdir(kindFolder)).toContain('My Copy.json.corrupt');
  });
});
