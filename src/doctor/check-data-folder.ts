import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { asStorageFailure, codeOf, StoreRefused } from '../storage/failures.js';
import type { Keyring } from '../storage/keyring.js';
import { machineFileSystem } from '../storage/lowdb/file-system.js';
import { FolderLocked, lockFolder } from '../storage/lowdb/folder-lock.js';
import { mayHave } from '../storage/lowdb/folder-mark.js';
import { probeWriting } from '../storage/lowdb/health.js';
import type { Owner } from '../storage/mark.js';
import { error, type Finding, inOneLine, ok } from './finding.js';
import { sentence } from './sentence.js';

const id = 'data-folder';

/** Whose documents this configuration keeps, and what they are encrypted with. */
type Claim = { owner: Owner; keyring: Keyring };

/**
 * Whether documents can be kept in the folder, it belongs to this cloud and key, and nobody else keeps theirs there. No
 * folder is made: one that is missing is judged by the nearest that is there.
 * @param ours whether a bot of this configuration runs already, which has the folder then
 */
export async function checkDataFolder(dataDir: string, claim: Claim, ours: boolean): Promise<Finding> {
  const folder = resolve(dataDir);
  try {
    const there = await nearest(folder);
    const writing = await probeWriting(machineFileSystem, there);
    if (!writing.ok) return error(id, writing.reason, 'Put that right, or set DATA_DIR to another folder.');
    if (there !== folder) return ok(id, `${folder} will be made at the first start`);
    await mayHave(machineFileSystem, folder, claim);
    await (await lockFolder(folder)).release();
    return ok(id, `${folder} is writable and free`);
  } catch (thrown) {
    if (thrown instanceof FolderLocked && ours) return ok(id, `${folder} is in use by the bot, which runs`);
    if (thrown instanceof StoreRefused) return error(id, thrown.what, sentence(thrown.remedy));
    return unusable(thrown, folder);
  }
}

function unusable(thrown: unknown, folder: string): Finding {
  const { message } = asStorageFailure(thrown, `use ${folder}`);
  return error(id, inOneLine(new Error(message)), 'Set DATA_DIR to a folder the bot may write to.');
}

async function nearest(folder: string): Promise<string> {
  try {
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' || dirname(folder) === folder) throw thrown;
    return nearest(dirname(folder));
  }
  throw new Error(`${folder} is not a folder`);
}
