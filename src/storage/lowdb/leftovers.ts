import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from './file-system.js';
import { kindFolders } from './kind-folders.js';
import { waitingAside } from './set-aside.js';
import { temporaryExtension } from './write-durably.js';

/** Kinds of earlier versions that may not stay: the key that links were signed with lay with what they open. */
const retired = ['signing-key'];

/**
 * Clears what a killed process left behind: writes under way, which nobody was promised. Clears what earlier versions
 * kept and may not be kept any more, too.
 * @returns paths of documents set aside in earlier runs and not put right since, by kind.
 */
export async function clearLeftovers(fs: FileSystem, dataDir: string): Promise<Map<string, string[]>> {
  const aside = new Map<string, string[]>();
  await removeTemporary(fs, dataDir, await fs.readdir(dataDir, { withFileTypes: true }));
  for (const name of await kindFolders(fs, dataDir)) {
    const folder = join(dataDir, name);
    const files = await fs.readdir(folder, { withFileTypes: true });
    if (retired.includes(name)) {
      for (const file of files) await fs.unlink(join(folder, file.name));
      await fs.rmdir(folder);
      continue;
    }
    await removeTemporary(fs, folder, files);
    const waiting = waitingAside(
      folder,
      files.map((file) => file.name),
    );
    if (waiting.size > 0) aside.set(name, [...waiting.values()]);
  }
  return aside;
}

async function removeTemporary(fs: FileSystem, folder: string, entries: readonly Dirent[]): Promise<void> {
  for (const entry of entries) {
    if (entry.isFile() && entry.name.endsWith(temporaryExtension)) await fs.unlink(join(folder, entry.name));
  }
}
