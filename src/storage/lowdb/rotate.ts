import { join } from 'node:path';
import { KeyMissing, NotUnderstood, rewritten } from '../document-text.js';
import type { Keyring } from '../keyring.js';
import type { Rotated } from '../rotated.js';
import { placeOf } from './document-file.js';
import { type FileSystem, machineFileSystem } from './file-system.js';
import { lockFolder } from './folder-lock.js';
import { claimFolder, markKeys, mayHave } from './folder-mark.js';
import { syncFolder } from './folder-sync.js';
import { recover } from './journal/recover.js';
import { kindFolders } from './kind-folders.js';
import { fileOf, isDocument } from './set-aside.js';
import { temporaryExtension, writeAndSync } from './write-durably.js';

/**
 * Writes every document in the folder with the key that is used now; without one, as plain text. The folder must not be
 * in use. It can end at any moment and be done again: each file is as it was or done, and both can be read with the two
 * keys, which the folder says it needs until all are done.
 * @throws FolderLocked; StoreRefused when a key is missing; an error of the disk
 */
export async function rotate(dataDir: string, keyring: Keyring, fs: FileSystem = machineFileSystem): Promise<Rotated> {
  await mayHave(fs, dataDir, { owner: undefined, keyring });
  const lock = await lockFolder(dataDir);
  try {
    await recover(fs, dataDir);
    await claimFolder(fs, dataDir, { owner: undefined, keyring });
    const result: Rotated = { changed: 0, unchanged: 0, unread: [] };
    for (const kind of await kindFolders(fs, dataDir)) await rotateKind(fs, dataDir, kind, keyring, result);
    // Those that could not be read would not be with the former key either.
    await markKeys(fs, dataDir, keyring.current === undefined ? [] : [keyring.current]);
    return result;
  } finally {
    await lock.release();
  }
}

async function rotateKind(
  fs: FileSystem,
  dataDir: string,
  kind: string,
  keyring: Keyring,
  result: Rotated,
): Promise<void> {
  const folder = join(dataDir, kind);
  for (const name of (await fs.readdir(folder)).filter(isDocument)) {
    const path = join(folder, name);
    // One that was set aside is written for the place it is to be put back to.
    const is = await rotateFile(fs, path, placeOf(kind, fileOf(name)), keyring);
    if (is === 'unread') result.unread.push(path);
    else result[is] += 1;
  }
  await syncFolder(fs, folder);
}

async function rotateFile(fs: FileSystem, path: string, place: string, keyring: Keyring) {
  try {
    const text = rewritten(await fs.readFile(path, 'utf8'), place, keyring);
    if (text === undefined) return 'unchanged';
    const temporary = path + temporaryExtension;
    await writeAndSync(fs, temporary, text);
    await fs.rename(temporary, path);
    return 'changed';
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof KeyMissing) return 'unread';
    throw error;
  }
}
