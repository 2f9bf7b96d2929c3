import { dirname, join } from 'node:path';
import type { StorageLog } from '../../storage-log.js';
import type { FileSystem } from '../file-system.js';
import { syncFolder } from '../folder-sync.js';
import { journalName, journalsIn } from './names.js';
import { readRecords } from './records.js';
import { settle } from './settle.js';

/**
 * Brings what a process that was ended had only in its journal into the documents' files. Whoever works on a data folder
 * does it first; the folder must be theirs.
 */
export async function recover(fs: FileSystem, dataDir: string, log?: StorageLog): Promise<void> {
  const names = (await journalsIn(fs, dataDir)).map(journalName);
  if (names.length === 0) return;
  const latest = new Map<string, string | undefined>();
  for (const name of names) {
    const { texts, left } = readRecords(name, await fs.readFile(join(dataDir, name)));
    for (const [place, text] of texts) latest.set(place, text);
    if (left > 0)
      log?.warn(
        { dataDir, journal: name, bytes: left },
        'The last change was not written to its end: nobody was told of it',
      );
  }
  const folders = new Set([...latest.keys()].map(dirname));
  for (const folder of folders) await fs.mkdir(join(dataDir, folder), { recursive: true, mode: 0o700 });
  await syncFolder(fs, dataDir);
  const entries = [...latest].map(([place, text]) => ({ place, text: text === undefined ? undefined : [text] }));
  await settle(fs, dataDir, entries);
  await removeJournals(fs, dataDir, names);
}

/** For good: one that came back would bring earlier texts back. In order, for the same reason. */
export async function removeJournals(fs: FileSystem, dataDir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await fs.unlink(join(dataDir, name));
    await syncFolder(fs, dataDir);
  }
}
