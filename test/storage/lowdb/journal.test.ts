import { access, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { machineFileSystem } from '../../../src/storage/lowdb/file-system.js';
import { Journal } from '../../../src/storage/lowdb/journal/journal.js';
import { beginningOf, type Entry, readRecords, recordsOf } from '../../../src/storage/lowdb/journal/records.js';
import type { Pieces } from '../../../src/storage/pieces.js';
import { note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

const name = '.journal-1';
const fresh = { has: new Map(), room: Buffer.alloc(0) };

/** The bytes of a journal with these texts in it. */
function journalOf(...texts: (string | undefined)[]): Buffer[] {
  let before = beginningOf(name);
  return texts.map((text, n) => {
    const { bytes, hash } = recordsOf([entryOf(text, n)], { ...fresh, before });
    before = hash;
    return bytes;
  });
}

const entryOf = (text: string | undefined, n: number): Entry => ({
  place: `notes/${n}.json`,
  text: text === undefined ? undefined : [text],
});

/** The journal of a document that had these texts one after the other, and how long each of its records is. */
function journalOfOne(...texts: (Pieces | undefined)[]): { journal: Buffer; lengths: number[] } {
  const has = new Map<string, Entry>();
  let before = beginningOf(name);
  const records = texts.map((text) => {
    const entry = { place: 'notes/a.json', text };
    const { bytes, hash } = recordsOf([entry], { before, has, room: Buffer.alloc(0) });
    before = hash;
    has.set(entry.place, entry);
    return bytes;
  });
  return { journal: Buffer.concat(records), lengths: records.map(({ length }) => length) };
}

/** What of a text is written: no file holds half a character. */
const asKept = (text: string): string => Buffer.from(text).toString();

describe('the records of a journal', () => {
  it('are read as they were written, with what is gone', () => {
    const { texts, left } = readRecords(name, Buffer.concat(journalOf('one', undefined, 'å\n{"place":1}')));
    expect(left).toBe(0);
    expect([...texts.values()]).toEqual(['one', undefined, 'å\n{"place":1}']);
  });

  it.each([0, 100, 10_000])('are the same written together, with room for %i bytes', (room) => {
    const texts = ['one', undefined, 'å\n{"place":1}', ''];
    const before = beginningOf(name);
    const { bytes } = recordsOf(texts.map(entryOf), { ...fresh, before, room: Buffer.alloc(room, '?') });
    expect(bytes.toString()).toBe(Buffer.concat(journalOf(...texts)).toString());
    expect(readRecords(name, bytes)).toEqual({
      texts: new Map(texts.map((text, n) => [`notes/${n}.json`, text])),
      left: 0,
    });
  });

  it('end where one is not whole, at whatever byte it was cut off', () => {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = journalOf('one', 'two');
    for (let length = 0; length < second.length; length += 1) {
      const { texts, left } = readRecords(name, Buffer.concat([first, second.subarray(0, length)]));
      expect([texts.size, left]).toEqual([1, length]);
    }
  });

  it('end where zeros begin, which the file was made longer with, and tell of half a record before those', () => {
    const zeros = Buffer.alloc(1_000);
    const [whole = Buffer.alloc(0)] = journalOf('one');
    expect(readRecords(name, Buffer.concat([whole, zeros]))).toMatchObject({ left: 0 });
    expect(readRecords(name, zeros)).toEqual({ texts: new Map(), left: 0 });
    const half = Buffer.concat([whole, Buffer.from('{"place"'), zeros]);
    expect(readRecords(name, half)).toMatchObject({ left: '{"place"'.length });
    expect(readRecords(name, half).texts.size).toBe(1);
  });

  it('end where a byte is another', () => {
    const bytes = Buffer.concat(journalOf('one', 'two'));
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(readRecords(name, damaged).texts.size).toBeLessThan(2);
    }
  });

  it('are not those that were left of a writing that failed, though they follow in their place', () => {
    const [, left = Buffer.alloc(0)] = journalOf('fail', 'left');
    const [first = Buffer.alloc(0)] = journalOf('next');
    expect(readRecords(name, Buffer.concat([first, left])).texts.size).toBe(1);
  });

  it('of versions that wrote whole texts alone are read', () => {
    const text = '{"format":1,"id":"0","version":4,"value":{"text":"kept"}}\n';
    const kept = `{"place":"notes/0.json","bytes":58,"hash":"ltY-earP03ZFKFiuJGmTpmQ5BRTsY8WN9l1BliDucdI"}\n${text}`;
    const gone = '{"place":"notes/1.json","bytes":null,"hash":"6LlaoXyZg2fFsQ6Zj-OPSlUVGiQz8Hco-TRw0J2Huxw"}\n';
    const texts = new Map([
      ['notes/0.json', text],
      ['notes/1.json', undefined],
    ]);
    expect(readRecords(name, Buffer.from(kept + gone))).toEqual({ texts, left: 0 });
  });

  it('are not those of another journal', () => {
    expect(readRecords('.journal-2', Buffer.concat(journalOf('one'))).texts.size).toBe(0);
  });

  const long = 'long and the same åäö 💡 '.repeat(20);
  const many = Array.from({ length: 40 }, (_, n) => `entry ${n}, `);

  it('have what has changed alone where that is little, wherever in the text it is', () => {
    const { journal, lengths } = journalOfOne(
      ['head 1', long, many, ' tail'],
      ['head 💡', long, many, ' tail'],
      ['head 2', long, [...many, 'one more'], ' tail 2'],
      ['head 2', long, [...many, 'one more'], ' tail 2'],
      ['head 2', long, [...many.slice(0, 3), 'another', ...many.slice(4)], ' tail 2'],
    );
    for (const length of lengths.slice(1, 4)) expect(length).toBeLessThan((lengths[0] ?? 0) / 3);
    expect(readRecords(name, journal).texts.get('notes/a.json')).toBe(
      `head 2${long}${[...many.slice(0, 3), 'another', ...many.slice(4)].join('')} tail 2`,
    );
  });

  it('have the whole text where most of it is another, or there was none', () => {
    const texts: (Pieces | undefined)[] = [['a', long], ['b', `${long}!`], undefined, ['b', long], [], [long]];
    for (let some = 1; some <= texts.length; some += 1) {
      const { journal } = journalOfOne(...texts.slice(0, some));
      const text = texts[some - 1];
      expect(readRecords(name, journal)).toEqual({ texts: new Map([['notes/a.json', text?.join('')]]), left: 0 });
    }
  });

  it('give every text back that a document had, whatever was changed, put in or taken out', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(long));
    const pieces = fc.array(fc.oneof(piece, fc.array(piece)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.option(pieces, { nil: undefined }), { minLength: 1, maxLength: 6 }), (texts) => {
        const { journal } = journalOfOne(...texts);
        const last = texts.at(-1);
        const { texts: read, left } = readRecords(name, journal);
        expect(left).toBe(0);
        const text = read.get('notes/a.json');
        expect(text && asKept(text)).toEqual(last && asKept(last.flat().join('')));
      }),
    );
  });

  it('end where a byte of a change is another', () => {
    const { journal, lengths } = journalOfOne([long], [long, '!']);
    for (let at = lengths[0] ?? 0; at < journal.length; at += 1)
      for (const bit of [1, 2, 4]) {
        const damaged = Buffer.from(journal);
        damaged[at] = (damaged[at] ?? 0) ^ bit;
        expect(readRecords(name, damaged).texts).toEqual(new Map([['notes/a.json', long]]));
      }
  });

  it('end where what is changed is not there', () => {
    const { journal, lengths } = journalOfOne([long], [long, '!']);
    const [first = 0] = lengths;
    // The same change, as if it were the first of all.
    const { bytes } = recordsOf([{ place: 'notes/a.json', text: [long, '!'] }], {
      before: beginningOf(name),
      has: new Map([['notes/a.json', { place: 'notes/a.json', text: [long] }]]),
      room: Buffer.alloc(0),
    });
    expect(journal.length - first).toBe(bytes.length);
    expect(readRecords(name, bytes)).toEqual({ texts: new Map(), left: bytes.length });
  });
});

describe('a journal', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  it('writes a document that changes all the time seldom, and yet now and then', async () => {
    let files = 0;
    const fs = {
      ...machineFileSystem,
      rename: (...how: Parameters<typeof machineFileSystem.rename>) => {
        files += 1;
        return machineFileSystem.rename(...how);
      },
    };
    // A machine so busy that hardly a change comes within a wait shows nothing: there it waits for longer.
    for (let settleAfterMs = 100; ; settleAfterMs *= 2) {
      files = 0;
      const documents = await folder.open({ fs, settleAfterMs });
      let version = (await documents.get(notes, 'a'))?.version ?? 0;
      const [before, began] = [version, Date.now()];
      let [last, longestMs] = [began, 0];
      while (files < 2) {
        ({ version } = await documents.put(notes, 'a', note(`change ${version}`), version));
        longestMs = Math.max(longestMs, Date.now() - last);
        last = Date.now();
        if (last - began > 200 * settleAfterMs) throw new Error('its file was not written');
      }
      const tookMs = Date.now() - began;
      await documents.close();
      if ((longestMs >= settleAfterMs || version - before <= 10) && settleAfterMs < 1_000) continue;
      // Five waits each time, however many changes there were.
      expect(tookMs).toBeGreaterThanOrEqual(2 * 4 * settleAfterMs);
      expect(version - before).toBeGreaterThan(10);
      return;
    }
  });

  it('takes one sync for all changes that are asked for at the same time', async () => {
    let syncs = 0;
    const fs = {
      ...machineFileSystem,
      open: async (...how: Parameters<typeof machineFileSystem.open>) => {
        const handle = await machineFileSystem.open(...how);
        const datasync = handle.datasync.bind(handle);
        const counting = () => {
          syncs += 1;
          return datasync();
        };
        return Object.assign(handle, { datasync: counting });
      },
    };
    const documents = await folder.open({ fs, settleAfterMs: 60_000 });
    await documents.put(notes, 'first', note('x'), 0);
    syncs = 0;
    await Promise.all(Array.from({ length: 64 }, (_, n) => documents.put(notes, `n${n}`, note('x'), 0)));
    expect(syncs).toBeLessThanOrEqual(2);
  });

  it('is done with once the files have what it had', async () => {
    const documents = await folder.open({ settleAfterMs: 0 });
    await documents.put(notes, 'a', note('one'), 0);
    const isThere = (path: string) =>
      access(join(folder.dataDir, path)).then(
        () => true,
        () => false,
      );
    while (!(await isThere('notes/a.json')) || (await isThere(name)))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(JSON.parse(await readFile(join(folder.dataDir, 'notes', 'a.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('is read by whoever asks for a document that is in it alone', async () => {
    const documents = await folder.open({ settleAfterMs: 60_000 });
    await documents.put(notes, 'a', note('in the journal'), 0);
    const large = note('x'.repeat(1024 * 1024));
    for (let n = 0; n < 13; n += 1) await documents.put(notes, `large${n}`, large, 0);
    expect(await readdir(join(folder.dataDir, 'notes'))).toEqual([]);
    expect(await documents.get(notes, 'a')).toMatchObject({ version: 1, value: note('in the journal') });
  });

  it('that a killed process left is brought into the files at the next start, though their folder is gone', async () => {
    const text = '{"format":1,"id":"0","version":4,"value":{"text":"kept"}}\n';
    await rm(join(folder.dataDir, 'notes'), { recursive: true, force: true });
    await writeFile(join(folder.dataDir, name), Buffer.concat([...journalOf(text), Buffer.from('{"pla')]));
    const told: string[] = [];
    const log = { warn: (_: object, words: string) => told.push(words), error: () => undefined };
    const documents = await folder.open({ log });
    expect(await readFile(join(folder.dataDir, 'notes', '0.json'), 'utf8')).toBe(text);
    expect(await documents.get(notes, '0')).toMatchObject({ version: 4, value: note('kept') });
    expect(await readdir(folder.dataDir)).not.toContain(name);
    expect(told).toEqual([expect.stringContaining('nobody was told of it')]);
  });

  it.each([
    ['later ones win', ['.journal-9', '.journal-10']],
    ['whatever order the disk lists them in', ['.journal-10', '.journal-9']],
  ])('may be several, of which %s', async (_, written) => {
    for (const file of written) {
      const version = file === '.journal-10' ? 2 : 1;
      const text = `{"format":1,"id":"a","version":${version},"value":{"text":"kept"}}\n`;
      const { bytes } = recordsOf([{ place: 'notes/a.json', text: [text] }], { ...fresh, before: beginningOf(file) });
      await writeFile(join(folder.dataDir, file), bytes);
    }
    expect(await (await folder.open()).get(notes, 'a')).toMatchObject({ version: 2 });
  });

  it('is made longer ahead of what is written once it was written to more than once, of which nobody is told at a start', async () => {
    const lengthOf = async () => (await stat(join(folder.dataDir, name))).size;
    const documents = await folder.open({ settleAfterMs: 60_000 });
    await documents.put(notes, 'a', note('one'), 0);
    const alone = await lengthOf();
    expect(alone).toBeLessThan(1_000);
    await documents.put(notes, 'a', note('two'), 1);
    const longer = await lengthOf();
    expect(longer).toBeGreaterThan(100_000);
    for (let n = 0; n < 10; n += 1) await documents.put(notes, `b${n}`, note('three'), 0);
    expect(await lengthOf()).toBe(longer);
    await documents.put(notes, 'large', note('x'.repeat(300_000)), 0);
    expect(await lengthOf()).toBeGreaterThan(longer + 300_000);
    const told: string[] = [];
    const killed = await folder.openAsKilled({ warn: (_, words) => told.push(words), error: () => undefined });
    expect(told).toEqual([]);
    for (const [id, text] of [
      ['a', 'two'],
      ['b9', 'three'],
    ] as const)
      expect(await killed.get(notes, id)).toMatchObject({ value: note(text) });
  });

  it('takes what there is room for where there is none to be made longer', async () => {
    const fs = {
      ...machineFileSystem,
      open: async (...how: Parameters<typeof machineFileSystem.open>) => {
        const handle = await machineFileSystem.open(...how);
        const write = handle.write.bind(handle) as (...how: unknown[]) => ReturnType<typeof handle.write>;
        const small = (bytes: Buffer, offset: number, length: number, at: number) =>
          length > 10_000
            ? write(bytes, offset, 5_000, at).then(() =>
                Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
              )
            : write(bytes, offset, length, at);
        return Object.assign(handle, { write: small }) as never;
      },
    };
    const documents = await folder.open({ fs, settleAfterMs: 60_000 });
    for (let n = 0; n < 5; n += 1) await documents.put(notes, `a${n}`, note(`text ${n}`), 0);
    const killed = await folder.openAsKilled();
    for (let n = 0; n < 5; n += 1)
      expect(await killed.get(notes, `a${n}`)).toMatchObject({ version: 1, value: note(`text ${n}`) });
  });

  describe('that may not be written to at any moment', () => {
    const entry = (n: number): Entry => ({ place: `notes/${n}.json`, text: [`text ${n}`] });
    const isWritten = async (n: number) =>
      readRecords(name, await readFile(join(folder.dataDir, name))).texts.has(`notes/${n}.json`);
    /** A journal that asks for leave, with what happens each time it does; it is given none where that throws. */
    const journalWith = (...happens: ((journal: Journal) => void)[]) => {
      let asked = 0;
      const mayWrite = async () => {
        await undefined;
        happens[asked++]?.(journal);
      };
      const { dataDir } = folder;
      const journal = new Journal({ fs: machineFileSystem, dataDir, log: undefined, mayWrite, settleAfterMs: 60_000 });
      return { journal, asked: () => asked };
    };
    const nothing = () => undefined;

    it('asks before a writing, which all go into who have come by then, and after it', async () => {
      const come: Promise<void>[] = [];
      const { journal, asked } = journalWith((to) => come.push(to.append(entry(1)), to.append(entry(2))));
      await journal.append(entry(0));
      await Promise.all(come);
      expect(asked()).toBe(2);
      await journal.append(entry(3));
      expect(asked()).toBe(4);
      for (const n of [0, 1, 2, 3]) expect(await isWritten(n)).toBe(true);
    });

    it('asks once between two writings that follow one another', async () => {
      const come: Promise<void>[] = [];
      const { journal, asked } = journalWith(nothing, (to) => come.push(to.append(entry(1))));
      await journal.append(entry(0));
      await Promise.all(come);
      expect(asked()).toBe(3);
    });

    it('writes for nobody who waited for a leave that was not given, and asks anew for whoever comes then', async () => {
      const refuse = (to: Journal) => {
        come.push(to.append(entry(1)));
        throw new Error('not now');
      };
      const come: Promise<void>[] = [];
      const { journal, asked } = journalWith(refuse);
      const all = await Promise.allSettled([journal.append(entry(0))]);
      expect([...all, ...(await Promise.allSettled(come))].map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
      expect(await readdir(folder.dataDir)).toEqual([]);
      await journal.append(entry(2));
      expect(asked()).toBe(3);
    });

    it('asks anew before a writing that comes after one that was taken back', async () => {
      const come: Promise<void>[] = [];
      const takenBack = (to: Journal) => {
        come.push(to.append(entry(2)));
        throw new Error('not now');
      };
      const { journal, asked } = journalWith(nothing, nothing, nothing, takenBack);
      await journal.append(entry(0));
      await expect(journal.append(entry(1))).rejects.toThrow('not now');
      await Promise.all(come);
      expect(asked()).toBe(2 + 2 + 2);
      expect([await isWritten(0), await isWritten(1), await isWritten(2)]).toEqual([true, false, true]);
      expect((await stat(join(folder.dataDir, name))).size).toBeGreaterThan(100_000);
    });
  });
});
