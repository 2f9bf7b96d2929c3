import { join } from 'node:path';
import type { StorageFailed } from '../failures.js';
import { DocumentSetAside } from '../failures.js';
import type { FileSystem } from './file-system.js';

/** The end of a name under which a file that was not understood is kept for the operator. */
export const setAsideExtension = '.corrupt';

/** Renames a file that was not understood, and never onto an earlier one. @returns the new path. */
export async function setAside(fs: FileSystem, folder: string, fileName: string): Promise<string> {
  const taken = new Set(await fs.readdir(folder));
  let name = fileName + setAsideExtension;
  for (let n = 2; taken.has(name); n += 1) name = `${fileName}.${n}${setAsideExtension}`;
  await fs.rename(join(folder, fileName), join(folder, name));
  return join(folder, name);
}

/** Whether a file is a document, set aside or not. */
export const isDocument = (name: string): boolean => fileOf(name).endsWith('.json');

/** The name that the file of a document has where it was not set aside. */
export function fileOf(name: string): string {
  if (!name.endsWith(setAsideExtension)) return name;
  return name.slice(0, -setAsideExtension.length).replace(/\.json\.\d+$/, '.json');
}

/**
 * The document files of a folder that were set aside and not put right since: file name → path of what was set aside.
 * While such a file waits, its document can be neither read nor made anew: a fresh one could order a second time.
 */
export function waitingAside(folder: string, names: readonly string[]): Map<string, string> {
  const present = new Set(names);
  const waiting = new Map<string, string>();
  for (const name of names) {
    if (!name.endsWith(setAsideExtension)) continue;
    const fileName = fileOf(name);
    if (!present.has(fileName)) waiting.set(fileName, join(folder, name));
  }
  return waiting;
}

/** What callers get who ask for a document that was set aside, or that waits where it is for its key. */
export function setAsideFailure(path: string): StorageFailed {
  if (!path.endsWith(setAsideExtension)) {
    return new DocumentSetAside(
      `${path} is encrypted with another key. Set that one as SECRET_KEY_FORMER and restart, or run npm run rotate.`,
    );
  }
  return new DocumentSetAside(
    `${path} was not understood and set aside. Restore it from a backup under the name without "${setAsideExtension}", ` +
      'or delete it, and restart.',
  );
}
