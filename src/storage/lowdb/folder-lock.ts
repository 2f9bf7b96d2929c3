import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { codeOf, StoreRefused } from '../failures.js';
import { livenessOf, type ProcessIdentity, processIdentitySchema, thisProcess } from './process-identity.js';

/** Another process keeps its documents in the folder: only one may. */
export class FolderLocked extends StoreRefused {
  override readonly name = 'FolderLocked';
  constructor(
    readonly folder: string,
    /** The process that holds it, when it is known. */
    readonly pid: number | undefined,
  ) {
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    super(
      `${folder} is in use by ${holder}`,
      'stop that process, or give this one a folder of its own. Example: DATA_DIR=./data-2',
    );
  }
}

/** After this long without a sign of life a holder we cannot look at is taken for dead, in ms. */
const staleAfter = 10_000;
const never = 365 * 24 * 3_600_000;

/**
 * Takes a folder for this process. A holder that was killed is replaced at once: its pid is looked up, not its lock's
 * age, which counts only for a holder on another host.
 * @param onLost called when the lock was taken away or removed while we held it.
 * @returns a function that lets go.
 * @throws FolderLocked
 */
export async function lockFolder(folder: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
  const owner = join(folder, '.owner');
  const holder = await readHolder(owner);
  try {
    // Between seeing a dead holder and replacing it another start could do the same: the door lets in one at a time.
    const leaveDoor = await lockfile.lock(join(folder, '.door'), {
      realpath: false,
      stale: 2_000,
      retries: { retries: 60, minTimeout: 50, maxTimeout: 50 },
      onCompromised: () => undefined,
    });
    return await replaceDeadHolder(owner, onLost).finally(leaveDoor);
  } catch (error) {
    if (codeOf(error) === 'ELOCKED') throw new FolderLocked(folder, holder?.pid);
    throw error;
  }
}

async function replaceDeadHolder(owner: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
  const holder = await readHolder(owner);
  const state = holder ? await livenessOf(holder) : 'unknown';
  if (state === 'dead') await rm(`${owner}.lock`, { recursive: true, force: true });
  const release = await lockfile.lock(owner, {
    realpath: false,
    // A holder that is merely stopped (debugger, laptop lid) comes back and writes; its lock never ages.
    stale: state === 'alive' ? never : staleAfter,
    update: staleAfter / 4,
    retries: state === 'unknown' ? { retries: 23, minTimeout: 500, maxTimeout: 500 } : 0,
    onCompromised: onLost,
  });
  try {
    await writeFile(owner, JSON.stringify(await thisProcess()), { mode: 0o600 });
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return processIdentitySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Never held, or killed while writing it: the lock's age decides.
    return undefined;
  }
}
