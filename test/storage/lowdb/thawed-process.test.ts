import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { note, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';
import { WriterProcess } from './writer-process.js';

/** A process is frozen in the middle of its writes, and goes on when another has the folder. */

let folder: TemporaryFolder;
const writers: WriterProcess[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.signal('SIGKILL');
  await folder.end();
});

/** The holder as one on another host, which gave its last sign of life an hour ago: it is taken for dead. */
async function seemsDead(): Promise<void> {
  const owner = join(folder.dataDir, '.owner');
  await writeFile(owner, JSON.stringify({ ...JSON.parse(await readFile(owner, 'utf8')), host: 'another' }));
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await utimes(`${owner}.lock`, anHourAgo, anHourAgo);
}

it.each([9, 17, 30])(
  'what thaws after %i writes writes over nothing, and acknowledges nothing',
  async (writes) => {
    const writer = new WriterProcess(folder.dataDir);
    writers.push(writer);
    await writer.printed(writes);
    await writer.signal('SIGSTOP');
    await seemsDead();
    const documents = await folder.open();
    const taken = new Map<string, number>();
    for (const id of ['a', 'b', 'c', 'd']) {
      const { version = 0 } = (await documents.get(notes, id)) ?? {};
      taken.set(id, (await documents.put(notes, id, note(`mine of ${id}`), version)).version);
    }
    await writer.signal('SIGCONT');
    await writer.printed(1_000_000);
    // What was on its way to the disk when it froze may be told now; the other process has read it there.
    for (const [id, version] of writer.acknowledged()) expect(version).toBeLessThan(taken.get(id) ?? 0);
    await documents.close();
    const again = await folder.open();
    for (const [id, version] of taken)
      expect(await again.get(notes, id)).toMatchObject({ version, value: note(`mine of ${id}`) });
  },
  30_000,
);
