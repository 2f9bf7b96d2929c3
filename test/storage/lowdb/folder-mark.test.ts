import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreRefused } from '../../../src/storage/failures.js';
import { note, notes } from '../contract.js';
import { failingDisk } from './failing-disk.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

const sandbox = { cloud: 'sandbox', mayAdopt: true };
const microsoft = { cloud: 'microsoft', mayAdopt: true };
const unsaid = { cloud: 'sandbox', mayAdopt: false };

describe('a data folder belongs to the cloud it was begun in', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  async function begin(owner: typeof sandbox | undefined): Promise<void> {
    const documents = await folder.open(owner ? { owner } : {});
    await documents.put(notes, 'a', note('kept'), 0);
    await documents.close();
  }
  const everything = async () => (await readdir(folder.dataDir, { recursive: true })).sort();

  it.each([
    [sandbox, microsoft],
    [microsoft, sandbox],
    [microsoft, unsaid],
    [microsoft, { cloud: 'microsoft-us-gov', mayAdopt: true }],
  ])('%j refuses %j in one line that says what to do, and nothing in it is touched', async (theirs, ours) => {
    await begin(theirs);
    const before = await everything();
    const owner = join(folder.dataDir, '.owner');
    await writeFile(owner, 'what the last process wrote');
    const opening = folder.open({ owner: ours });
    await expect(opening).rejects.toBeInstanceOf(StoreRefused);
    await expect(opening).rejects.toThrow(
      `DATA_DIR ${folder.dataDir} belongs to the ${theirs.cloud} cloud, and this start is for the ${ours.cloud} one: ` +
        `set what was set before, or give this one a folder of its own. Example: DATA_DIR=./data-${ours.cloud}`,
    );
    expect(await everything()).toEqual(before);
    expect(await readFile(owner, 'utf8')).toBe('what the last process wrote');
    await rm(owner);
    expect(await (await folder.open({ owner: theirs })).get(notes, 'a')).toMatchObject({ version: 1 });
  });

  it('is marked by the first start that says its cloud, with what lay there before', async () => {
    await begin(undefined);
    expect(await everything()).not.toContain('.mark');
    const documents = await folder.open({ owner: microsoft });
    expect(await documents.get(notes, 'a')).toMatchObject({ version: 1 });
    await documents.close();
    await expect(folder.open({ owner: sandbox })).rejects.toBeInstanceOf(StoreRefused);
  });

  it('is not marked by a start that says nothing, unless it is empty', async () => {
    await (await folder.open({ owner: unsaid })).close();
    await begin(unsaid);
    await rm(join(folder.dataDir, '.mark'));
    await expect(folder.open({ owner: unsaid })).rejects.toThrow('name it once. Example: CLOUD=sandbox');
    await expect(folder.open({ owner: unsaid })).rejects.toBeInstanceOf(StoreRefused);
    await rm(join(folder.dataDir, 'notes', 'a.json'));
    await writeFile(join(folder.dataDir, 'notes', 'a.json.corrupt'), 'x');
    await expect(folder.open({ owner: unsaid })).rejects.toBeInstanceOf(StoreRefused);
  });

  it.each(['', '{"cloud":', '[]', '{"cloud":5}', '{"keys":"x"}', '\0'.repeat(20)])(
    'is nobody’s while its mark is damaged: %j',
    async (text) => {
      await begin(microsoft);
      await writeFile(join(folder.dataDir, '.mark'), text);
      for (const owner of [sandbox, microsoft, undefined]) {
        await expect(folder.open(owner ? { owner } : {})).rejects.toThrow(
          /\.mark is damaged.*delete it and name the cloud/,
        );
      }
    },
  );

  it('is not begun where the mark cannot be kept', async () => {
    const disk = failingDisk();
    disk.fails = { step: 'sync', code: 'ENOSPC' };
    await expect(folder.open({ owner: microsoft, fs: disk.fs })).rejects.toThrow('disk is full');
    disk.fails = undefined;
    expect(await everything()).not.toContain('.mark');
    await begin(microsoft);
  });

  it('loses the key that links were signed with in earlier versions', async () => {
    await mkdir(join(folder.dataDir, 'signing-key'));
    await writeFile(join(folder.dataDir, 'signing-key', 'report-links.json'), '{"format":1}');
    await begin(sandbox);
    expect(await everything()).not.toContain('signing-key');
    expect(JSON.parse(await readFile(join(folder.dataDir, '.mark'), 'utf8'))).toEqual({ cloud: 'sandbox', keys: [] });
  });
});
