import { join } from 'node:path';
import { z } from 'zod';
import type { DocumentText } from '../document-sums.js';
import { KeyMissing, NotUnderstood, understand } from '../document-text.js';
import { fileNameOf, idOf } from '../file-name.js';
import type { Keyring } from '../keyring.js';
import { placeOf } from './document-file.js';
import type { FileSystem } from './file-system.js';
import { syncFolder } from './folder-sync.js';
import { kindFolders } from './kind-folders.js';
import { waitingAside } from './set-aside.js';
import { writeAndSync } from './write-durably.js';

/** The documents of a data folder as the texts they are kept as: they need not be understood to be carried. */

/** A file of which nobody knows which document it is. */
export type UnknownFile = { unknown: string };

const anyKind = (name: string) => ({ name, schema: z.unknown() });

/** Every document, those that were set aside included: where they are carried to they are not understood either. */
export async function* folderTexts(
  fs: FileSystem,
  dataDir: string,
  keyring: Keyring,
): AsyncIterable<DocumentText | UnknownFile> {
  for (const kind of await kindFolders(fs, dataDir)) {
    const folder = join(dataDir, kind);
    const names = await fs.readdir(folder);
    const files = names
      .filter((name) => name.endsWith('.json'))
      .map((name): [string, string] => [name, join(folder, name)]);
    for (const [name, path] of [...files, ...waitingAside(folder, names)]) {
      yield textIn(await fs.readFile(path, 'utf8'), { kind, name, path }, keyring);
    }
  }
}

function textIn(
  text: string,
  { kind, name, path }: { kind: string; name: string; path: string },
  keyring: Keyring,
): DocumentText | UnknownFile {
  try {
    const { id, version } = understand(text, anyKind(kind), placeOf(kind, name), keyring);
    if (fileNameOf(id) === name) return { kind, id, version, text };
  } catch (error) {
    if (!(error instanceof NotUnderstood || error instanceof KeyMissing)) throw error;
  }
  const named = idOf(name);
  // Its version is told by its text alone, which nobody understands: whoever mends it writes that too.
  return named === undefined || named === 'hashed' ? { unknown: path } : { kind, id: named.id, version: 1, text };
}

/** Writes documents as files into a folder that has none of them yet. */
export async function writeFolderTexts(
  fs: FileSystem,
  dataDir: string,
  texts: AsyncIterable<DocumentText>,
): Promise<void> {
  const folders = new Set<string>();
  for await (const { kind, id, text } of texts) {
    const folder = join(dataDir, kind);
    if (!folders.has(kind)) await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    folders.add(kind);
    await writeAndSync(fs, join(folder, fileNameOf(id)), text);
  }
  for (const kind of folders) await syncFolder(fs, join(dataDir, kind));
  await syncFolder(fs, dataDir);
}
