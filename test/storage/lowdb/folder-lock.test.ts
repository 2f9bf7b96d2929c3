import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Documents, Kind } from '../../../src/storage/documents.js';
import { HealthWatch } from '../../../src/storage/health-watch.js';
import { openLowdb } from '../../../src/storage/lowdb/open.js';
import { handMovedTime } from '../../teams/hand-moved-time.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

/** Who owns the data folder, while the disk is away for a while, and when another process has taken it. */

const kind: Kind<number> = { name: 'numbers', schema: z.number() };
let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.end());

async function health(documents: Documents) {
  const watch = new HealthWatch(documents, handMovedTime());
  await watch.look();
  return watch.tell();
}

it('is held on to when its lock vanishes for a while, without a restart', async () => {
  const documents = await openLowdb({ dataDir: folder.dataDir });
  await documents.put(kind, 'a', 1, 0);
  const lock = join(folder.dataDir, '.owner.lock');
  await rm(lock, { recursive: true });
  // The lock gives a sign of life every two and a half seconds.
  for (let left = 100; left > 0 && (await stat(lock).catch(() => undefined)) === undefined; left -= 1) await pause(100);
  expect((await stat(lock)).isDirectory()).toBe(true);
  await documents.put(kind, 'a', 2, 1);
  expect(await health(documents)).toEqual({ ready: true, reasons: [], setAside: {} });
  await expect(openLowdb({ dataDir: folder.dataDir })).rejects.toThrow('in use');
  await documents.close();
}, 20_000);

it('takes not one more write of a process whose folder another one has, which only a restart mends', async () => {
  const documents = await openLowdb({ dataDir: folder.dataDir });
  await documents.put(kind, 'a', 1, 0);
  const owner = join(folder.dataDir, '.owner');
  const own = JSON.parse(await readFile(owner, 'utf8'));
  await writeFile(owner, JSON.stringify({ ...own, host: 'another', pid: 4711 }));
  await expect(documents.put(kind, 'a', 2, 1)).rejects.toThrow('taken from this process by process 4711');
  await expect(documents.delete(kind, 'a')).rejects.toThrow('restart it');
  expect(await health(documents)).toMatchObject({ ready: false, lost: true });
  await documents.close();
  // What the other one has is not let go of.
  expect((await stat(join(folder.dataDir, '.owner.lock'))).isDirectory()).toBe(true);
  await writeFile(owner, JSON.stringify(own));
  await rm(join(folder.dataDir, '.owner.lock'), { recursive: true });
});

it('is not called gone while its owner’s file is there and cannot be read', async () => {
  const documents = await openLowdb({ dataDir: folder.dataDir });
  const owner = join(folder.dataDir, '.owner');
  const written = await readFile(owner, 'utf8');
  await rm(owner);
  await expect(documents.put(kind, 'a', 1, 0)).rejects.toThrow(/is gone/);
  await mkdir(owner);
  await expect(documents.put(kind, 'a', 1, 0)).rejects.toThrow(/Could not read .*\.owner \(EISDIR\)/);
  await rm(owner, { recursive: true });
  await writeFile(owner, written);
  await documents.put(kind, 'a', 1, 0);
  await documents.close();
});
