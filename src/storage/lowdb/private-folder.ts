import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { chunks } from '../../base/chunks.js';
import { codeOf } from '../failures.js';
import type { StorageLog } from '../storage-log.js';
import type { FileSystem } from './file-system.js';
import { setAsideExtension } from './set-aside.js';
import { temporaryExtension } from './write-durably.js';

/** What is kept is for the bot's own user: folders 0700, files 0600. Windows has no such bits. */

type Disk = { fs: FileSystem; log: StorageLog | undefined };

const others = 0o077;
/** Set where everybody may write, such as on /tmp. */
const sticky = 0o1000;
/** Files looked at side by side. */
const atOnce = 64;

/** Entries of a data folder that this program makes beside its kinds, and the one that file systems make. */
const ownEntries = /^(\.owner(\.lock)?|\.door\.lock|\.mark|\.journal-\d+|\.probe-.*|.*\.tmp|sandbox|lost\+found)$/;

/**
 * Takes the data folder away from everybody else, and says so. A folder in which other things lie too is left as it
 * is: it may be one that the machine needs.
 */
export async function narrowDataFolder(disk: Disk, dataDir: string): Promise<void> {
  const { mode } = await disk.fs.stat(dataDir);
  if (process.platform === 'win32' || (mode & others) === 0) return;
  const foreign = mode & sticky ? '.' : await foreignEntry(disk.fs, dataDir);
  if (foreign !== undefined) {
    const why =
      'The data folder can be read by others, and is not narrowed: it holds other things too. Give DATA_DIR a folder of its own';
    disk.log?.error({ dataDir, foreign }, why);
    return;
  }
  await narrow(disk, dataDir, 0o700, 'The data folder could be read by others; it is private now');
}

/** The same for the folder of a kind: all in it is ours. */
export async function narrowFiles(disk: Disk, folder: string, names: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await disk.fs.stat(folder);
  // Into a folder that is private nobody else comes, whatever its files are.
  if ((mode & others) === 0) return;
  await narrow(disk, folder, 0o700, 'A folder of documents could be read by others');
  let wide = 0;
  for (const some of chunks(names, atOnce)) {
    const narrowed = await Promise.all(some.map((name) => narrowFile(disk.fs, join(folder, name))));
    wide += narrowed.filter(Boolean).length;
  }
  if (wide > 0)
    disk.log?.warn({ folder, files: wide }, 'Files of documents could be read by others; they are private now');
}

/** @returns whether it was wide and is narrow now */
async function narrowFile(fs: FileSystem, path: string): Promise<boolean> {
  try {
    const status = await fs.lstat(path);
    if (!status.isFile() || (status.mode & others) === 0) return false;
    await fs.chmod(path, 0o600);
    return true;
  } catch (error) {
    // Another user's, or on a disk that is read-only by now: the folder around it is told of.
    if (['EPERM', 'EROFS', 'ENOENT'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

async function narrow({ fs, log }: Disk, folder: string, mode: number, told: string): Promise<void> {
  try {
    await fs.chmod(folder, mode);
    log?.warn({ folder }, told);
  } catch (error) {
    // A volume that belongs to another user, as some clusters mount them, can be used all the same.
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EROFS') throw error;
    const why = 'The folder can be read by others and belongs to another user: make it private (chmod 700)';
    log?.error({ folder, code: codeOf(error) }, why);
  }
}

/** The name of something in the folder that is not of this program's making. */
async function foreignEntry(fs: FileSystem, dataDir: string): Promise<string | undefined> {
  for (const entry of await fs.readdir(dataDir, { withFileTypes: true })) {
    if (!ownEntries.test(entry.name) && !(await holdsDocumentsOnly(fs, dataDir, entry))) return entry.name;
  }
  return undefined;
}

async function holdsDocumentsOnly(fs: FileSystem, dataDir: string, entry: Dirent): Promise<boolean> {
  if (!entry.isDirectory()) return false;
  const names = await fs.readdir(join(dataDir, entry.name));
  return names.every((name) => ['.json', setAsideExtension, temporaryExtension].some((end) => name.endsWith(end)));
}
