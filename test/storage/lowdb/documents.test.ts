import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileNameOf, idOf } from '../../../src/storage/file-name.js';
import { documentsContract, idsOf, note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

documentsContract('lowdb', async () => {
  const folder = await temporaryFolder();
  const documents = await folder.open();
  const reopen = async () => {
    await documents.close();
    return folder.open();
  };
  return { documents, reopen, end: folder.end };
});

describe('the files of lowdb', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  it('are one a document, readable, with the version inside', async () => {
    const documents = await folder.open();
    await documents.put(notes, 'tenant/Run', note('one'), 0);
    await documents.close();
    const file = join(folder.dataDir, 'notes', 'tenant%2f%52un.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      format: 1,
      id: 'tenant/Run',
      version: 1,
      value: note('one'),
    });
  });

  it('have names that differ on disks that ignore case, and fit', () => {
    const ids = ['a', 'A', '%41', `${'x'.repeat(300)}`, `${'x'.repeat(299)}y`, 'con.', 'å', '~'];
    const names = ids.map((id) => fileNameOf(id).toLowerCase());
    expect(new Set(names).size).toBe(ids.length);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(200);
    expect(idOf(fileNameOf('Å/1'))).toEqual({ id: 'Å/1' });
    expect(idOf('A.json')).toBeUndefined();
  });

  it('are made in a folder that did not exist', async () => {
    await rm(folder.dataDir, { recursive: true });
    const documents = await folder.open({});
    expect(await documents.put(notes, 'a', note('one'), 0)).toMatchObject({ version: 1 });
  });

  it('that a killed process left half-written are removed, and the document is as it was', async () => {
    await (await folder.open()).put(notes, 'a', note('whole'), 0);
    await folder.end();
    await mkdir(join(folder.dataDir, 'notes'), { recursive: true });
    await writeFile(
      join(folder.dataDir, 'notes', 'a.json'),
      '{"format":1,"id":"a","version":1,"value":{"text":"whole"}}',
    );
    await writeFile(join(folder.dataDir, 'notes', 'a.json.tmp'), '{"format":1,"id":"a","ver');
    await writeFile(join(folder.dataDir, '.probe-1.tmp'), '');
    const documents = await folder.open();
    expect(await documents.get(notes, 'a')).toMatchObject({ version: 1, value: note('whole') });
    expect(await readdir(join(folder.dataDir, 'notes'))).toEqual(['a.json']);
    expect(await readdir(folder.dataDir)).not.toContain('.probe-1.tmp');
  });

  it('are all there when there are 1,000', async () => {
    const kindFolder = join(folder.dataDir, 'notes');
    await mkdir(kindFolder);
    const text = (id: string) => `{"format":1,"id":"${id}","version":1,"value":{"text":"${'x'.repeat(5_000)}"}}`;
    const ids = Array.from({ length: 1_000 }, (_, n) => `n${n}`);
    await Promise.all(ids.map((id) => writeFile(join(kindFolder, `${id}.json`), text(id))));
    expect(await idsOf(await folder.open())).toEqual(ids.sort());
  });
});
