import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreRefused } from '../../../src/storage/failures.js';
import { type Keyring, keyringOf } from '../../../src/storage/keyring.js';
import { rotate } from '../../../src/storage/lowdb/rotate.js';
import { documentsContract, idsOf, note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

const oldKey = 'the key that the operator had before';
const newKey = 'the key that the operator has by now';
const [withOld, withNew] = [keyringOf({ secretKey: oldKey }), keyringOf({ secretKey: newKey })];
const withBoth = keyringOf({ secretKey: newKey, formerKey: oldKey });

documentsContract('lowdb with a key', async () => {
  const folder = await temporaryFolder();
  const documents = await folder.open({ keyring: withOld });
  const reopen = async () => {
    await documents.close();
    return folder.open({ keyring: withOld });
  };
  return { documents, reopen, end: folder.end };
});

describe('documents with a key', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  const file = (name: string) => join(folder.dataDir, 'notes', name);
  const raw = (name: string) => readFile(file(name), 'utf8');
  async function keep(keyring: Keyring | undefined, ...ids: string[]): Promise<void> {
    const documents = await folder.open(keyring && { keyring });
    for (const id of ids) {
      const version = (await documents.get(notes, id))?.version ?? 0;
      await documents.put(notes, id, note(`the words of ${id}`), version);
    }
    await documents.close();
  }
  async function textsWith(keyring: Keyring | undefined): Promise<string[]> {
    const documents = await folder.open(keyring && { keyring });
    const texts: string[] = [];
    for await (const { value } of documents.list(notes)) texts.push(value.text);
    await documents.close();
    return texts;
  }

  it('tell nothing on the disk, and never look the same twice', async () => {
    await keep(withOld, 'a');
    const first = await raw('a.json');
    expect(first).not.toMatch(/words|text|version/);
    await rm(file('a.json'));
    await keep(withOld, 'a');
    expect(await raw('a.json')).not.toBe(first);
  });

  it('are read as they were where they were kept before there was a key, and encrypted as they change', async () => {
    await keep(undefined, 'a', 'b');
    await keep(withOld, 'a');
    expect(await raw('a.json')).not.toContain('words');
    expect(await raw('b.json')).toContain('words');
    expect(await textsWith(withOld)).toEqual(['the words of a', 'the words of b']);
  });

  it('that have not got the key yet are told once', async () => {
    const told: string[] = [];
    const log = { warn: (_: object, words: string) => told.push(words), error: () => undefined };
    await (await folder.open({ keyring: withOld, log })).close();
    await keep(withOld, 'a');
    for (let start = 0; start < 2; start += 1) await (await folder.open({ keyring: withBoth, log })).close();
    expect(told).toEqual([expect.stringContaining('npm run rotate')]);
  });

  it('are put back as they were when a write fails half-way', async () => {
    await keep(withOld, 'a');
    const before = await raw('a.json');
    const { failingDisk } = await import('./failing-disk.js');
    const disk = failingDisk();
    const documents = await folder.open({ keyring: withOld, fs: disk.fs });
    await documents.get(notes, 'a');
    disk.fails = { step: 'folderSync', code: 'EIO' };
    await expect(documents.put(notes, 'a', note('lost'), 1)).rejects.toThrow('EIO');
    disk.fails = undefined;
    expect(await raw('a.json')).toBe(before);
  });

  it('are refused to a start without their key, or with another, which changes nothing', async () => {
    await keep(withOld, 'a');
    const before = await raw('a.json');
    await expect(folder.open()).rejects.toThrow(/^SECRET_KEY is missing: DATA_DIR .*npm run rotate$/);
    await expect(folder.open({ keyring: withNew })).rejects.toThrow(/^SECRET_KEY is another: DATA_DIR /);
    await expect(folder.open({ keyring: withNew })).rejects.toBeInstanceOf(StoreRefused);
    expect(await raw('a.json')).toBe(before);
    expect(await readdir(folder.dataDir)).not.toContain('.owner.lock');
  });

  it('wait where they are for a key that only they need, and harm no other', async () => {
    await keep(withOld, 'a');
    await rm(join(folder.dataDir, '.mark'));
    await keep(withNew, 'b');
    const loud: string[] = [];
    const log = { error: (_: object, words: string) => loud.push(words), warn: () => undefined };
    const documents = await folder.open({ keyring: withNew, log });
    expect(await idsOf(documents)).toEqual(['b']);
    await expect(documents.put(notes, 'a', note('new'), 0)).rejects.toThrow('SECRET_KEY_FORMER');
    expect([...(await documents.setAside())]).toEqual([['notes', 1]]);
    expect(loud).toEqual(['A document waits for its key']);
    await documents.close();
    expect((await readdir(join(folder.dataDir, 'notes'))).sort()).toEqual(['a.json', 'b.json']);
    expect(await textsWith(withBoth)).toEqual(['the words of a', 'the words of b']);
  });

  it.each([
    ['changed', (text: string) => text.replace(/"sealed":"(.{40})./, (_, begin) => `"sealed":"${begin}A`)],
    ['cut', (text: string) => text.replace(/.{9}"\}\n$/, '"}\n')],
    ['emptied', (text: string) => text.replace(/"sealed":".*"/, '"sealed":""')],
    ['without what was encrypted', (text: string) => text.replace('sealed', 'other')],
    ['of a newer format', (text: string) => text.replace('"format":2', '"format":3')],
  ])('are set aside when they were %s', async (_, change) => {
    await keep(withOld, 'a', 'b');
    await writeFile(file('a.json'), change(await raw('a.json')));
    expect(await textsWith(withOld)).toEqual(['the words of b']);
    expect(await readdir(join(folder.dataDir, 'notes'))).toContain('a.json.corrupt');
  });

  it('are set aside when they lie where another document belongs, or another kind', async () => {
    await keep(withOld, 'a', 'b');
    await copyFile(file('b.json'), file('a.json'));
    expect(await textsWith(withOld)).toEqual(['the words of b']);
    await mkdir(join(folder.dataDir, 'others'));
    await copyFile(file('b.json'), join(folder.dataDir, 'others', 'b.json'));
    const documents = await folder.open({ keyring: withOld });
    await expect(documents.get({ ...notes, name: 'others' }, 'b')).rejects.toThrow('set aside');
  });

  describe('that are rotated', () => {
    it('need the new key alone afterwards, also those set aside, and doing it again changes nothing', async () => {
      await keep(withOld, 'a', 'b', `a:${'x'.repeat(300)}`);
      await copyFile(file('b.json'), file('b.json.2.corrupt'));
      await rm(file('b.json'));
      expect(await rotate(folder.dataDir, withBoth)).toEqual({ changed: 3, unchanged: 0, unread: [] });
      expect(await rotate(folder.dataDir, withNew)).toEqual({ changed: 0, unchanged: 3, unread: [] });
      await copyFile(file('b.json.2.corrupt'), file('b.json'));
      expect(await textsWith(withNew)).toHaveLength(3);
      await expect(folder.open({ keyring: withOld })).rejects.toThrow('SECRET_KEY is another');
    });

    it('are encrypted from plain text, and decrypted to it', async () => {
      await keep(undefined, 'a', 'b');
      const plain = await raw('a.json');
      expect(await rotate(folder.dataDir, withNew)).toEqual({ changed: 2, unchanged: 0, unread: [] });
      expect(await raw('a.json')).not.toContain('words');
      const decrypting = keyringOf({ formerKey: newKey });
      expect(await rotate(folder.dataDir, decrypting)).toEqual({ changed: 2, unchanged: 0, unread: [] });
      expect(await raw('a.json')).toBe(plain);
      expect(await textsWith(undefined)).toHaveLength(2);
    });

    it('are left as they were where no key fits, and told by name', async () => {
      await keep(withOld, 'a');
      await rm(join(folder.dataDir, '.mark'));
      await writeFile(file('torn.json'), '{"format":1,"id":"torn","ver');
      const { unread, changed } = await rotate(folder.dataDir, withNew);
      expect([changed, unread.sort()]).toEqual([0, [file('a.json'), file('torn.json')]]);
      expect(await rotate(folder.dataDir, withBoth)).toMatchObject({ changed: 1, unread: [file('torn.json')] });
    });

    it('are not while the bot runs, or without the key they need', async () => {
      await keep(withOld, 'a');
      await expect(rotate(folder.dataDir, withNew)).rejects.toBeInstanceOf(StoreRefused);
      const documents = await folder.open({ keyring: withOld });
      await expect(rotate(folder.dataDir, withBoth)).rejects.toThrow(`in use by process ${process.pid}`);
      await documents.close();
    });
  });
});
