import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../../src/storage/documents.js';
import { NotStorable, StorageFailed } from '../../src/storage/failures.js';

const noteSchema = z.object({ text: z.string(), tags: z.array(z.string()).default([]) });
type Note = z.infer<typeof noteSchema>;
export const notes: Kind<Note> = { name: 'notes', schema: noteSchema };
export const note = (text: string): Note => ({ text, tags: [] });
const others: Kind<Note> = { name: 'others', schema: noteSchema };

/** A store under test: `reopen` closes it and opens it again over what it kept. */
export type OpenStore = () => Promise<{ documents: Documents; reopen(): Promise<Documents>; end(): Promise<void> }>;

export async function idsOf(documents: Documents, prefix?: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of documents.list(notes, prefix)) ids.push(id);
  return ids;
}

/** What every store must do, whatever it keeps its documents in. */
export function documentsContract(name: string, open: OpenStore): void {
  describe(`${name} keeps documents`, () => {
    let store: Awaited<ReturnType<OpenStore>>;
    let documents: Documents;
    beforeEach(async () => {
      store = await open();
      documents = store.documents;
    });
    afterEach(() => store.end());

    it('has nothing at first', async () => {
      expect(await documents.get(notes, 'a')).toBeUndefined();
      expect(await idsOf(documents)).toEqual([]);
    });

    it('gives back what was put, with versions that count up from 1', async () => {
      expect(await documents.put(notes, 'a', note('one'), 0)).toEqual({ id: 'a', version: 1, value: note('one') });
      const kept = await documents.put(notes, 'a', note('two'), 1);
      expect(kept).toEqual({ id: 'a', version: 2, value: note('two') });
      const read = await documents.get(notes, 'a');
      expect(read).toEqual(kept);
      expect(read?.value).toBe(kept.value);
    });

    it('still has it after being opened again', async () => {
      await documents.put(notes, 'a', note('one'), 0);
      documents = await store.reopen();
      expect(await documents.get(notes, 'a')).toEqual({ id: 'a', version: 1, value: note('one') });
      expect(await documents.put(notes, 'a', note('two'), 1)).toMatchObject({ version: 2 });
    });

    it('refuses a change to a version that is not the current one, and says which is', async () => {
      await documents.put(notes, 'a', note('one'), 0);
      await expect(documents.put(notes, 'a', note('late'), 0)).rejects.toMatchObject({ expected: 0, actual: 1 });
      await expect(documents.put(notes, 'a', note('early'), 2)).rejects.toBeInstanceOf(VersionConflict);
      await expect(documents.put(notes, 'b', note('never made'), 1)).rejects.toBeInstanceOf(VersionConflict);
      expect(await documents.get(notes, 'a')).toMatchObject({ version: 1, value: note('one') });
    });

    it('lets exactly one of many simultaneous changes win', async () => {
      await documents.put(notes, 'a', note('base'), 0);
      const puts = Array.from({ length: 20 }, (_, n) => documents.put(notes, 'a', note(`${n}`), 1));
      const results = await Promise.allSettled(puts);
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await documents.get(notes, 'a')).toMatchObject({ version: 2, value: note('0') });
    });

    it('settles every one of a stream of changes', async () => {
      for (let version = 0; version < 50; version += 1) await documents.put(notes, 'a', note('x'), version);
      expect(await documents.get(notes, 'a')).toMatchObject({ version: 50 });
    });

    it('is not changed by what callers do to values they gave, and lets nobody change what they got', async () => {
      const mine = note('one');
      const put = documents.put(notes, 'a', mine, 0);
      mine.tags.push('after the put');
      await put;
      const got = await documents.get(notes, 'a');
      expect(() => got?.value.tags.push('after the get')).toThrow('not extensible');
      for await (const { value } of documents.list(notes))
        expect(() => value.tags.push('listed')).toThrow('not extensible');
      documents = await store.reopen();
      const read = await documents.get(notes, 'a');
      expect(() => read?.value.tags.push('read again')).toThrow('not extensible');
      expect(read?.value).toEqual(note('one'));
    });

    it('forgets what was deleted, and starts over at version 1', async () => {
      await documents.put(notes, 'a', note('one'), 0);
      await documents.delete(notes, 'a');
      await documents.delete(notes, 'never there');
      expect(await documents.get(notes, 'a')).toBeUndefined();
      expect(await documents.put(notes, 'a', note('again'), 0)).toMatchObject({ version: 1 });
      await documents.delete(notes, 'a');
      documents = await store.reopen();
      expect(await idsOf(documents)).toEqual([]);
    });

    it('lists ids in order, by prefix, each kind apart', async () => {
      for (const id of ['b/2', 'a', 'b/10', 'c', 'b/1']) await documents.put(notes, id, note(id), 0);
      await documents.put(others, 'b/3', note('other'), 0);
      expect(await idsOf(documents)).toEqual(['a', 'b/1', 'b/10', 'b/2', 'c']);
      expect(await idsOf(documents, 'b/')).toEqual(['b/1', 'b/10', 'b/2']);
      documents = await store.reopen();
      expect(await idsOf(documents, 'b/')).toEqual(['b/1', 'b/10', 'b/2']);
    });

    it('may be changed while it is listed, and nothing comes back that was deleted meanwhile', async () => {
      for (const id of ['a', 'b', 'c']) await documents.put(notes, id, note(id), 0);
      const seen: string[] = [];
      for await (const { id, version, value } of documents.list(notes)) {
        const put = documents.put(notes, id, value, version);
        if (id === 'b') await expect(put).rejects.toBeInstanceOf(VersionConflict);
        else await put.then(() => seen.push(id));
        if (id === 'a') await documents.delete(notes, 'b');
      }
      expect(seen).toEqual(['a', 'c']);
      expect(await idsOf(documents)).toEqual(['a', 'c']);
    });

    it('tells ids in order without reading what they are of', async () => {
      for (const id of ['b', 'a', 'c']) await documents.put(notes, id, note(id), 0);
      await documents.delete(notes, 'b');
      await documents.put(others, 'd', note('other'), 0);
      const ids: string[] = [];
      for await (const id of documents.ids(notes)) ids.push(id);
      expect(ids).toEqual(['a', 'c']);
    });

    it('lists every one of many, each once', async () => {
      const ids = Array.from({ length: 250 }, (_, n) => `n${String(n).padStart(3, '0')}`);
      await Promise.all(ids.map((id) => documents.put(notes, id, note(id), 0)));
      expect(await idsOf(documents, 'n')).toEqual(ids);
    });

    it('takes a prefix for what it is', async () => {
      for (const id of ['a%b', 'a_b', 'axb', 'a\\b', 'A%b']) await documents.put(notes, id, note(id), 0);
      expect(await idsOf(documents, 'a%')).toEqual(['a%b']);
      expect(await idsOf(documents, 'a_')).toEqual(['a_b']);
      expect(await idsOf(documents, 'a\\')).toEqual(['a\\b']);
    });

    it('deletes only the version that was read, where one is named', async () => {
      await documents.put(notes, 'a', note('one'), 0);
      await documents.put(notes, 'a', note('two'), 1);
      await expect(documents.delete(notes, 'a', 1)).rejects.toMatchObject({ expected: 1, actual: 2 });
      expect(await documents.get(notes, 'a')).toMatchObject({ version: 2 });
      await documents.delete(notes, 'a', 2);
      await documents.delete(notes, 'a', 2);
      expect(await documents.get(notes, 'a')).toBeUndefined();
    });

    it.each([
      ['a path', '../../etc/passwd'],
      ['a conversation', '19:aBc_dEf-123@thread.v2;messageid=1'],
      ['a dot', '.'],
      ['other letters', 'Åsa Öberg 東京 🙂'],
      ['a percent sign', '100%25'],
      ['a long id', `a:${'Xy9_'.repeat(100)}`],
    ])('takes any id: %s', async (_, id) => {
      await documents.put(notes, id, note('it'), 0);
      await documents.put(notes, `${id}z`, note('longer'), 0);
      await documents.put(notes, id.toUpperCase() === id ? 'X' : id.toUpperCase(), note('upper'), 0);
      documents = await store.reopen();
      expect(await documents.get(notes, id)).toEqual({ id, version: 1, value: note('it') });
      expect(await idsOf(documents, id)).toContain(id);
    });

    it.each([
      ['no', ''],
      ['half a character', 'a\uD800'],
    ])('refuses %s id', async (_, id) => {
      await expect(documents.put(notes, id, note('it'), 0)).rejects.toThrow();
      await expect(documents.get(notes, id)).rejects.toThrow();
    });

    it('refuses a value its kind could not read back, and keeps the old one', async () => {
      await documents.put(notes, 'a', note('one'), 0);
      const wrong = { text: Number.NaN } as unknown as Note;
      await expect(documents.put(notes, 'a', wrong, 1)).rejects.toBeInstanceOf(NotStorable);
      expect(await documents.get(notes, 'a')).toMatchObject({ version: 1 });
    });

    it('fills in what the schema has defaults for, as it would after a restart', async () => {
      await documents.put(notes, 'a', { text: 'old' } as Note, 0);
      expect((await documents.get(notes, 'a'))?.value).toEqual({ text: 'old', tags: [] });
    });

    it('is healthy, until it is closed', async () => {
      expect(await documents.health()).toEqual({ ok: true });
      await documents.close();
      expect(await documents.health()).toMatchObject({ ok: false });
      await expect(documents.put(notes, 'a', note('late'), 0)).rejects.toBeInstanceOf(StorageFailed);
    });

    it('finishes the changes under way before it is closed', async () => {
      const puts = Array.from({ length: 30 }, (_, n) => documents.put(notes, `n${n}`, note('x'), 0));
      await documents.get(notes, 'n0');
      const [versions, reopened] = await Promise.all([Promise.all(puts), store.reopen()]);
      expect(versions.map(({ version }) => version)).toEqual(puts.map(() => 1));
      expect(await idsOf(reopened)).toHaveLength(30);
    });
  });
}
