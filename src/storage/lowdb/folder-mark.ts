import { join } from 'node:path';
import { codeOf, StoreRefused } from '../failures.js';
import { type Claiming, claimed, type Mark, type Marked, markSchema, mayClaim } from '../mark.js';
import type { FileSystem } from './file-system.js';
import { syncFolder } from './folder-sync.js';
import { journalsIn } from './journal/names.js';
import { kindFolders } from './kind-folders.js';
import { isDocument } from './set-aside.js';
import { writeDurably } from './write-durably.js';

/** What a data folder says of itself, in a file of its own. */

const fileName = '.mark';

/**
 * Looks whether a start may have the folder.
 * @returns what the folder says of itself
 * @throws StoreRefused when it belongs to another cloud, or is encrypted with a key that is not there
 */
export async function mayHave(fs: FileSystem, dataDir: string, claim: Claiming): Promise<Mark> {
  const mark = await readMark(fs, dataDir);
  await mayClaim(mark, claim, folderAsTold(fs, dataDir));
  return mark;
}

/**
 * As {@link mayHave}, and writes down whose the folder is from now on, and the key it is written with.
 * @returns whether documents lie in it that are not written with that key yet
 */
export async function claimFolder(fs: FileSystem, dataDir: string, claim: Claiming): Promise<boolean> {
  const mark = claimed(await mayHave(fs, dataDir, claim), claim);
  if (!mark) return false;
  const { isNewKey, ...written } = mark;
  await writeMark(fs, dataDir, written);
  return isNewKey && (await holdsDocuments(fs, dataDir));
}

/** Writes down that every document in the folder is encrypted with these keys, or none. */
export async function markKeys(fs: FileSystem, dataDir: string, keys: string[]): Promise<void> {
  await changeMark(fs, dataDir, { keys });
}

/** Writes down something about the folder beside what it says already. */
export async function changeMark(fs: FileSystem, dataDir: string, change: Partial<Mark>): Promise<void> {
  await writeMark(fs, dataDir, { ...(await readMark(fs, dataDir)), ...change });
}

const folderAsTold = (fs: FileSystem, dataDir: string): Marked => ({
  name: `DATA_DIR ${dataDir}`,
  another: (cloud) => `a folder of its own. Example: DATA_DIR=./data-${cloud}`,
  holdsDocuments: () => holdsDocuments(fs, dataDir),
});

async function writeMark(fs: FileSystem, dataDir: string, mark: Mark): Promise<void> {
  const file = join(dataDir, fileName);
  const before = await fs.readFile(file, 'utf8').catch(() => undefined);
  const sync = () => syncFolder(fs, dataDir);
  await writeDurably(fs, file, `${JSON.stringify(mark)}\n`, () => before, sync);
}

async function readMark(fs: FileSystem, dataDir: string): Promise<Mark> {
  const file = join(dataDir, fileName);
  try {
    return markSchema.parse(JSON.parse(await fs.readFile(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { keys: [] };
    if (codeOf(error) !== undefined) throw error;
    // Not taken for unmarked: then any start could have it.
    throw new StoreRefused(
      `${file} is damaged, so nobody knows which cloud the documents belong to`,
      'restore it from a backup, or delete it and name the cloud once (CLOUD=sandbox or CLOUD=microsoft)',
    );
  }
}

export async function holdsDocuments(fs: FileSystem, dataDir: string): Promise<boolean> {
  if ((await journalsIn(fs, dataDir)).length > 0) return true;
  for (const kind of await kindFolders(fs, dataDir)) {
    const names = await fs.readdir(join(dataDir, kind));
    if (names.some((name) => /\.json(\.|$)/.test(name))) return true;
  }
  return false;
}

/** Takes away what a restore that ended halfway has written. */
export async function removeDocuments(fs: FileSystem, dataDir: string): Promise<void> {
  for (const kind of await kindFolders(fs, dataDir)) {
    const folder = join(dataDir, kind);
    for (const name of (await fs.readdir(folder)).filter(isDocument)) await fs.unlink(join(folder, name));
  }
}
