import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../failures.js';
import type { Keyring } from '../keyring.js';
import type { FileSystem } from './file-system.js';
import { syncFolder } from './folder-sync.js';
import { kindFolders } from './kind-folders.js';
import { writeDurably } from './write-durably.js';

/** What a data folder says of itself, so that a start with other settings does not take it for its own. */

/** This start may not have the folder. `message` is one line: what is so, and what to do. */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused';
  constructor(
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what}: ${remedy}`);
  }
}

/** Whose documents a start means to keep. */
export type Owner = {
  /** Such as `sandbox`. */
  cloud: string;
  /** Whether documents that lie in the folder without a mark may be taken for this cloud's. */
  mayAdopt: boolean;
};

const markSchema = z.object({
  /** The cloud the folder was begun in; left out until a start says one. */
  cloud: z.string().optional(),
  /** Names of the keys that documents in it are, or may be, encrypted with. */
  keys: z.array(z.string()).default([]),
});
type Mark = z.infer<typeof markSchema>;

const fileName = '.mark';

/**
 * Looks whether a start may have the folder.
 * @returns what the folder says of itself
 * @throws FolderRefused when it belongs to another cloud, or is encrypted with a key that is not there
 */
export async function mayHave(
  fs: FileSystem,
  dataDir: string,
  { owner, keyring }: { owner: Owner | undefined; keyring: Keyring },
): Promise<Mark> {
  const mark = await readMark(fs, dataDir);
  if (owner) await compareClouds(fs, dataDir, owner, mark.cloud);
  const missing = mark.keys.filter((key) => !keyring.has(key));
  if (missing.length > 0) throw keyNeeded(dataDir, mark, missing, keyring);
  return mark;
}

/**
 * As {@link mayHave}, and writes down whose the folder is from now on, and the key it is written with.
 * @returns whether documents lie in it that are not written with that key yet
 */
export async function claimFolder(
  fs: FileSystem,
  dataDir: string,
  claim: { owner: Owner | undefined; keyring: Keyring },
): Promise<boolean> {
  const mark = await mayHave(fs, dataDir, claim);
  const { current } = claim.keyring;
  const isNewKey = current !== undefined && !mark.keys.includes(current);
  const keys = isNewKey ? [...mark.keys, current] : mark.keys;
  const cloud = mark.cloud ?? claim.owner?.cloud;
  if (cloud !== mark.cloud || isNewKey) await writeMark(fs, dataDir, { ...mark, cloud, keys });
  return isNewKey && (await holdsDocuments(fs, dataDir));
}

/** Writes down that every document in the folder is encrypted with these keys, or none. */
export async function markKeys(fs: FileSystem, dataDir: string, keys: string[]): Promise<void> {
  await writeMark(fs, dataDir, { ...(await readMark(fs, dataDir)), keys });
}

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
    throw new FolderRefused(
      `${file} is damaged, so nobody knows which cloud the documents belong to`,
      'restore it from a backup, or delete it and name the cloud once (CLOUD=sandbox or CLOUD=microsoft)',
    );
  }
}

async function compareClouds(fs: FileSystem, dataDir: string, owner: Owner, marked: string | undefined): Promise<void> {
  if (marked === owner.cloud) return;
  if (marked !== undefined) {
    throw new FolderRefused(
      `DATA_DIR ${dataDir} belongs to the ${marked} cloud, and this start is for the ${owner.cloud} one`,
      `set what was set before, or give this one a folder of its own. Example: DATA_DIR=./data-${owner.cloud}`,
    );
  }
  if (owner.mayAdopt || !(await holdsDocuments(fs, dataDir))) return;
  throw new FolderRefused(
    `DATA_DIR ${dataDir} holds documents that do not say which cloud they belong to, and neither does this start`,
    `name it once. Example: CLOUD=${owner.cloud}`,
  );
}

async function holdsDocuments(fs: FileSystem, dataDir: string): Promise<boolean> {
  for (const kind of await kindFolders(fs, dataDir)) {
    const names = await fs.readdir(join(dataDir, kind));
    if (names.some((name) => /\.json(\.|$)/.test(name))) return true;
  }
  return false;
}

function keyNeeded(dataDir: string, { keys }: Mark, missing: readonly string[], { current }: Keyring): FolderRefused {
  const names = missing.join(', ');
  if (current !== undefined && keys.includes(current)) {
    return new FolderRefused(
      `DATA_DIR ${dataDir} still holds documents encrypted with the key before this one (${names})`,
      'set that one as SECRET_KEY_FORMER, or run npm run rotate to its end',
    );
  }
  return new FolderRefused(
    `${current === undefined ? 'SECRET_KEY is missing' : 'SECRET_KEY is another'}: DATA_DIR ${dataDir} is encrypted with the key ${names}`,
    'set that one, or, to change it, set it as SECRET_KEY_FORMER and run npm run rotate',
  );
}
