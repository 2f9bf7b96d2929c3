import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { machineTime } from '../../base/real-time.js';
import { asStorageFailure, codeOf, StorageFailed, StoreRefused } from '../failures.js';
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
      'stop that process first; a second bot needs a folder of its own. Example: DATA_DIR=./data-2',
    );
  }
}

/** After this long without a sign of life a holder we cannot look at is taken for dead, in ms. */
const staleAfter = 10_000;
const never = 365 * 24 * 3_600_000;

/** A folder that this process holds. */
export type FolderLock = {
  /**
   * Looks whether the folder is this process's still, which a process that was frozen for long cannot know: another one
   * may have taken it for dead; and whether it is there. @throws StorageFailed when it is not, or while that is not certain
   */
  check(): Promise<void>;
  /** Why nothing may be written; undefined while all is well. `lost`: only a restart changes it. */
  trouble(): { reason: string; lost: boolean } | undefined;
  release(): Promise<void>;
};

type LockLog = { warn(details: object, message: string): void; error(details: object, message: string): void };

/**
 * Takes a folder for this process. A holder that was killed is replaced at once: its pid is looked up, not its lock's
 * age, which counts only for a holder on another host.
 * A disk that takes no sign of life for a while has not been stolen: the folder is taken up again as soon as it can be.
 * @throws FolderLocked
 */
export async function lockFolder(folder: string, log?: LockLog): Promise<FolderLock> {
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
    const held = new HeldFolder(folder, owner, log);
    await replaceDeadHolder(owner, held).finally(leaveDoor);
    return held;
  } catch (error) {
    if (codeOf(error) === 'ELOCKED') throw new FolderLocked(folder, holder?.pid);
    throw error;
  }
}

async function replaceDeadHolder(owner: string, held: HeldFolder): Promise<void> {
  const holder = await readHolder(owner);
  const state = holder ? await livenessOf(holder) : 'unknown';
  if (state === 'dead') await rm(`${owner}.lock`, { recursive: true, force: true });
  await held.take({
    // A holder that is merely stopped (debugger, laptop lid) comes back and writes; its lock never ages.
    stale: state === 'alive' ? never : staleAfter,
    retries: state === 'unknown' ? { retries: 23, minTimeout: 500, maxTimeout: 500 } : 0,
  });
  try {
    await writeFile(owner, JSON.stringify(await thisProcess()), { mode: 0o600 });
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** How long it takes until it is looked again whether the folder can be taken up, in ms. */
const lookAgainMs = 1_000;

class HeldFolder implements FolderLock {
  private letGo: (() => Promise<void>) | undefined;
  private lost: string | undefined;
  private inDoubt = false;
  /** The change of the owner's file that was read last, and named this process. */
  private ownAsOf: string | undefined;
  private readonly released = new AbortController();
  private readonly self = thisProcess();

  constructor(
    private readonly folder: string,
    private readonly owner: string,
    private readonly log: LockLog | undefined,
  ) {}

  async take(options: Pick<lockfile.LockOptions, 'stale' | 'retries'>): Promise<void> {
    this.letGo = await lockfile.lock(this.owner, {
      realpath: false,
      update: staleAfter / 4,
      ...options,
      onCompromised: (error) => void this.takeAgain(error),
    });
  }

  async check(): Promise<void> {
    // Looked at before it is read: what is written in between is read the next time.
    const now = await changeOf(this.owner);
    if (now !== undefined && now === this.ownAsOf && !this.trouble()) return;
    const holder = await readHolder(this.owner);
    if (holder && !isSame(holder, await this.self)) this.isLost(holder.pid);
    const trouble = this.trouble();
    if (trouble) throw new StorageFailed(trouble.reason);
    if (!holder) throw await this.withoutOwner();
    this.ownAsOf = now;
  }

  /** What is written into a folder that was deleted goes with it, though the disk takes it. */
  private async withoutOwner(): Promise<StorageFailed> {
    const gone = new StorageFailed(`${this.owner} is gone: was ${this.folder} deleted, or taken elsewhere?`);
    return readFile(this.owner).then(
      () => gone,
      (error: unknown) => (codeOf(error) === 'ENOENT' ? gone : asStorageFailure(error, `read ${this.owner}`)),
    );
  }

  trouble() {
    if (this.lost !== undefined) return { reason: this.lost, lost: true };
    const reason = `${this.folder} gives no sign of life: check the disk. Nothing is written until it does.`;
    return this.inDoubt ? { reason, lost: false } : undefined;
  }

  async release(): Promise<void> {
    this.released.abort();
    // One that is in doubt, or lost, is not this process's to let go of.
    if (!this.trouble()) await this.letGo?.();
  }

  private async takeAgain(error: Error): Promise<void> {
    this.inDoubt = true;
    this.log?.warn(
      { err: error, dataDir: this.folder },
      'The data folder took no sign of life; trying to hold on to it',
    );
    while (!this.released.signal.aborted && this.inDoubt && this.lost === undefined) {
      const holder = await readHolder(this.owner);
      if (holder && !isSame(holder, await this.self)) return this.isLost(holder.pid);
      try {
        await this.take({ stale: staleAfter, retries: 0 });
        this.inDoubt = false;
      } catch (error) {
        if (codeOf(error) === undefined) throw error;
        await machineTime().sleep(lookAgainMs, this.released.signal);
      }
    }
    if (!this.inDoubt) this.log?.warn({ dataDir: this.folder }, 'The data folder is held again');
  }

  private isLost(pid: number): void {
    if (this.lost !== undefined) return;
    this.lost = `${this.folder} was taken from this process by process ${pid}: restart it.`;
    this.log?.error({ dataDir: this.folder, pid }, 'The data folder is no longer ours; nothing is written any more');
  }
}

const isSame = (one: ProcessIdentity, other: ProcessIdentity): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a file's last change is told from, without reading it; undefined where it cannot be told. */
async function changeOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found && [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}

async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return processIdentitySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Never held, or killed while writing it: the lock's age decides.
    return undefined;
  }
}
