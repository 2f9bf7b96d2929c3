import { dirname, join, resolve } from 'node:path';
import type { Documents, Kind } from '../documents.js';
import { asStorageFailure, codeOf, StorageFailed } from '../failures.js';
import { type Keyring, keyringOf } from '../keyring.js';
import { LatestDocuments } from '../latest.js';
import type { Owner } from '../mark.js';
import type { StorageLog } from '../storage-log.js';
import { storable } from '../to-json.js';
import { type FileSystem, machineFileSystem } from './file-system.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { claimFolder, mayHave } from './folder-mark.js';
import { syncFolder } from './folder-sync.js';
import { probeWriting } from './health.js';
import { Journal } from './journal/journal.js';
import { recover } from './journal/recover.js';
import { kindName } from './kind-folders.js';
import { clearLeftovers } from './leftovers.js';
import { narrowDataFolder } from './private-folder.js';
import { Shelf } from './shelf.js';

export type LowdbOptions = {
  /** Where documents are kept; made when missing. One process a folder. */
  dataDir: string;
  /** Whose documents they are; left out, the folder is not asked and not marked. */
  owner?: Owner;
  /** What documents are encrypted with; nothing when left out. */
  keyring?: Keyring;
  log?: StorageLog;
  /** The disk; the machine's own unless a test brings another. */
  fs?: FileSystem;
  /** How long changes may be in the journal alone, in milliseconds; a second when left out. */
  settleAfterMs?: number;
};

/**
 * Opens the store for one machine: lowdb over a small file a document, `dataDir/<kind>/<id>.json`, and a journal of what
 * is not in them yet. What `put` has acknowledged survives `kill -9` and power loss. Leaves the folder locked until `close`.
 * @throws FolderLocked when another process has the folder; StoreRefused when it belongs to another cloud or needs
 * another key; StorageFailed when it cannot be made or read.
 */
export async function openLowdb(options: LowdbOptions): Promise<Documents> {
  const { dataDir, owner, log, fs = machineFileSystem, keyring = keyringOf({}), settleAfterMs } = options;
  try {
    await makeFolder(fs, dataDir);
    // Before anything is written: a start for another cloud leaves no trace.
    await mayHave(fs, dataDir, { owner, keyring });
    const lock = await lockFolder(dataDir, log);
    const prepare = async () => {
      await recover(fs, dataDir, log);
      const areOlder = await claimFolder(fs, dataDir, { owner, keyring });
      if (areOlder)
        log?.warn({ dataDir }, 'Documents get the new key as they change: stop, and run npm run rotate for all');
      await narrowDataFolder({ fs, log }, dataDir);
      return clearLeftovers(fs, dataDir);
    };
    const aside = await prepare().catch(async (error) => {
      await lock.release();
      throw error;
    });
    for (const files of aside.values()) log?.error({ files }, 'Documents set aside earlier still wait to be put right');
    return assemble({ dataDir, log, fs, keyring, aside, lock, settleAfterMs });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw asStorageFailure(error, `open ${dataDir}`);
  }
}

/** A folder that is still there when the power comes back. */
async function makeFolder(fs: FileSystem, path: string): Promise<void> {
  const made = await fs.mkdir(path, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  for (let at = resolve(path); at.length >= resolve(made).length; at = dirname(at)) await syncFolder(fs, dirname(at));
}

type Parts = {
  dataDir: string;
  log: StorageLog | undefined;
  fs: FileSystem;
  keyring: Keyring;
  /** Files set aside in earlier runs, for kinds not used in this one. */
  aside: Map<string, string[]>;
  lock: FolderLock;
  settleAfterMs: number | undefined;
};

function assemble({ dataDir, log, fs, keyring, aside, lock, settleAfterMs }: Parts): Documents {
  const state: { closed?: StorageFailed } = {};
  const shelves = new Map<string, Promise<Shelf<unknown>>>();
  /** Those that are open: most is read of these, and need not wait. */
  const ready = new Map<string, Shelf<unknown>>();
  const journal = new Journal({ fs, dataDir, log, mayWrite: () => lock.check(), settleAfterMs });
  const latest = new LatestDocuments();

  function shelfOf<T>(kind: Kind<T>): Promise<Shelf<T>> {
    if (state.closed) return Promise.reject(state.closed);
    const opened = shelves.get(kind.name) ?? openShelf(kind);
    shelves.set(kind.name, opened as Promise<Shelf<unknown>>);
    // A kind's name stands for its type: whoever opened the shelf first had the same kind.
    return opened as Promise<Shelf<T>>;
  }

  function readyShelfOf<T>(kind: Kind<T>): Shelf<T> | undefined {
    // A kind's name stands for its type, as above.
    return state.closed ? undefined : (ready.get(kind.name) as Shelf<T> | undefined);
  }

  async function openShelf(kind: Kind<unknown>): Promise<Shelf<unknown>> {
    if (!kindName.test(kind.name)) throw new RangeError(`Not a name for a kind: ${kind.name}`);
    const folder = join(dataDir, kind.name);
    try {
      const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      if (made) await syncFolder(fs, dataDir);
      const shelf = await Shelf.open({ fs, keyring, journal, latest, log }, folder, kind);
      aside.delete(kind.name);
      ready.set(kind.name, shelf);
      return shelf;
    } catch (error) {
      // The next caller tries again.
      shelves.delete(kind.name);
      throw asStorageFailure(error, `open ${folder}`);
    }
  }

  const opened = async () =>
    (await Promise.allSettled(shelves.values())).flatMap((r) => ('value' in r ? [r.value] : []));

  return {
    get: (kind, id) => readyShelfOf(kind)?.get(id) ?? shelfOf(kind).then((shelf) => shelf.get(id)),
    async put(kind, id, value, expected) {
      // Before anything is awaited: the caller may go on changing the value.
      const made = storable(kind, id, value, readyShelfOf(kind)?.latest(id));
      return (await shelfOf(kind)).put(id, made, expected);
    },
    delete: async (kind, id, expected) => (await shelfOf(kind)).delete(id, expected),
    async *ids(kind) {
      yield* (await shelfOf(kind)).ids();
    },
    async *list(kind, prefix = '') {
      yield* (await shelfOf(kind)).list(prefix);
    },
    async health() {
      if (state.closed) return { ok: false, reason: state.closed.message };
      const trouble = lock.trouble();
      return trouble ? { ok: false, ...trouble } : probeWriting(fs, dataDir);
    },
    async setAside() {
      const counts = new Map([...aside].map(([kind, files]) => [kind, files.length]));
      for (const shelf of await opened()) if (shelf.setAside > 0) counts.set(shelf.name, shelf.setAside);
      return counts;
    },
    async close() {
      if (state.closed) return;
      state.closed = new StorageFailed('The store is closed.');
      for (const shelf of await opened()) await shelf.idle();
      await journal.close();
      await lock.release();
    },
  };
}
