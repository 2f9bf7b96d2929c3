import { chmod, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openJournal } from '../../../src/sandbox/journal.js';
import { keyringOf } from '../../../src/storage/keyring.js';
import { machineFileSystem } from '../../../src/storage/lowdb/file-system.js';
import { rotate } from '../../../src/storage/lowdb/rotate.js';
import { note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('what is kept is for the user of the bot alone', () => {
  let folder: TemporaryFolder;
  let told: string[];
  const line = (details: object, words: string) => told.push(`${words} ${JSON.stringify(details)}`);
  const log = { warn: line, error: line };
  let umask = 0;
  beforeEach(async () => {
    folder = await temporaryFolder();
    told = [];
    umask = process.umask(0);
  });
  afterEach(async () => {
    process.umask(umask);
    await folder.end();
  });

  const modeOf = async (...path: string[]) => ((await stat(join(folder.dataDir, ...path))).mode & 0o777).toString(8);
  async function modes(): Promise<Record<string, string>> {
    const names = await readdir(folder.dataDir, { recursive: true });
    return Object.fromEntries(await Promise.all(['.', ...names].map(async (name) => [name, await modeOf(name)])));
  }
  const kept = '{"format":1,"id":"a","version":1,"value":{"text":"kept"}}';

  it('from the first start on, whatever the umask', async () => {
    await rm(folder.dataDir, { recursive: true });
    const documents = await folder.open({ log, owner: { cloud: 'sandbox', mayAdopt: true } });
    await documents.put(notes, 'a', note('one'), 0);
    await documents.put(notes, 'a', note('two'), 1);
    openJournal(join(folder.dataDir, 'sandbox'));
    const always = {
      '.': '700',
      '.owner': '600',
      '.mark': '600',
      notes: '700',
      sandbox: '700',
      'sandbox/journal.jsonl': '600',
    };
    expect(await modes()).toEqual({ ...always, '.owner.lock': expect.any(String), '.journal-1': '600' });
    await documents.close();
    expect(await modes()).toEqual({ ...always, 'notes/a.json': '600' });
    expect(told).toEqual([]);
  });

  it('also where a folder was left wide, which is told once', async () => {
    await chmod(folder.dataDir, 0o755);
    await mkdir(join(folder.dataDir, 'notes'), { mode: 0o775 });
    await mkdir(join(folder.dataDir, 'sandbox'));
    await mkdir(join(folder.dataDir, 'lost+found'));
    for (const name of ['a.json', 'b.json.corrupt']) await writeFile(join(folder.dataDir, 'notes', name), kept);
    const first = await folder.open({ log });
    expect(await first.get(notes, 'a')).toMatchObject({ version: 1 });
    await first.close();
    expect([await modeOf('.'), await modeOf('notes')]).toEqual(['700', '700']);
    expect([await modeOf('notes', 'a.json'), await modeOf('notes', 'b.json.corrupt')]).toEqual(['600', '600']);
    expect(told.filter((words) => /could be read by others/.test(words))).toHaveLength(3);
    told = [];
    const second = await folder.open({ log });
    await second.get(notes, 'a');
    expect(told.filter((words) => /read by others/.test(words))).toEqual([]);
  });

  it('but a folder with other things in it stays as it is, which is told as an error', async () => {
    await chmod(folder.dataDir, 0o755);
    await mkdir(join(folder.dataDir, 'lib'));
    await writeFile(join(folder.dataDir, 'lib', 'somebody-else'), 'x');
    for (let start = 0; start < 2; start += 1) await (await folder.open({ log })).close();
    expect(await modeOf('.')).toBe('755');
    expect(await modeOf('lib', 'somebody-else')).toBe('666');
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/Give DATA_DIR a folder of its own.*"foreign":"lib"/);
  });

  it('and one that everybody may write to is never taken, though it is empty', async () => {
    await chmod(folder.dataDir, 0o1777);
    await (await folder.open({ log })).close();
    expect(await modeOf('.')).toBe('777');
    expect(told).toEqual([expect.stringContaining('Give DATA_DIR a folder of its own')]);
  });

  it('and what a link leads to outside is not changed', async () => {
    const outside = join(folder.dataDir, '..', `outside-${process.pid}`);
    await writeFile(outside, kept, { mode: 0o644 });
    await mkdir(join(folder.dataDir, 'notes'));
    await symlink(outside, join(folder.dataDir, 'notes', 'a.json'));
    try {
      await (await folder.open({ log })).get(notes, 'a');
      expect((await stat(outside)).mode & 0o777).toBe(0o644);
    } finally {
      await rm(outside);
    }
  });

  it('and what a volume has of its own beside it, which only root may read, is not looked into', async () => {
    await mkdir(join(folder.dataDir, 'lost+found'), { mode: 0o700 });
    const readdirRefused = async (path: string, options: never) => {
      if (path.endsWith('lost+found')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return readdir(path, options);
    };
    const fs = { ...machineFileSystem, readdir: readdirRefused as typeof readdir };
    for (const mode of [0o777, 0o700]) {
      await chmod(folder.dataDir, mode);
      const documents = await folder.open({ log, fs, owner: { cloud: 'sandbox', mayAdopt: false } });
      await documents.close();
    }
    expect(await rotate(folder.dataDir, keyringOf({}), fs)).toEqual({ changed: 0, unchanged: 0, unread: [] });
  });

  it('and a folder that belongs to another user is used, and told', async () => {
    await chmod(folder.dataDir, 0o775);
    const chmodRefused = async () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    };
    const documents = await folder.open({ log, fs: { ...machineFileSystem, chmod: chmodRefused } });
    expect(await documents.put(notes, 'a', note('one'), 0)).toMatchObject({ version: 1 });
    expect(told).toEqual([expect.stringContaining('make it private (chmod 700)')]);
  });
});
