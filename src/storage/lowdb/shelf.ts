import { join } from 'node:path';
import { Low } from 'lowdb';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import { type Kept, KeyMissing, NotUnderstood } from '../document-text.js';
import type { Kind, Stored } from '../documents.js';
import { VersionConflict } from '../documents.js';
import { asStorageFailure, codeOf, DocumentSetAside } from '../failures.js';
import { fileNameOf, idOf } from '../file-name.js';
import type { Keyring } from '../keyring.js';
import type { StorageLog } from '../storage-log.js';
import { absent, DocumentFile } from './document-file.js';
import type { FileSystem } from './file-system.js';
import { folderSync } from './folder-sync.js';
import { narrowFiles } from './private-folder.js';
import { setAside, setAsideFailure, waitingAside } from './set-aside.js';

/** What the shelves of a store have in common. */
export type Storage = { fs: FileSystem; keyring: Keyring; log: StorageLog | undefined };

/**
 * The documents of one kind: a folder with a file each. A document is read from its file once, when it is first asked
 * for, and kept in memory from then on; memory changes only after the disk has.
 */
export class Shelf<T> {
  private readonly documents = new Map<string, Low<Kept>>();
  /** lowdb's own `write()` never settles while writes keep coming, so the line is kept here, in front of it. */
  private readonly inTurn = createKeyedQueue();
  private readonly sync: () => Promise<void>;
  /** Ids that have a file. */
  private readonly ids = new Set<string>();

  private constructor(
    private readonly storage: Storage,
    private readonly folder: string,
    private readonly kind: Kind<T>,
    private readonly aside: Map<string, string>,
  ) {
    this.sync = folderSync(storage.fs, folder);
  }

  /** Reads the names in the folder; of the files only those whose name does not tell the id. */
  static async open<T>(storage: Storage, folder: string, kind: Kind<T>): Promise<Shelf<T>> {
    const names = await storage.fs.readdir(folder);
    await narrowFiles(storage, folder, names);
    const shelf = new Shelf(storage, folder, kind, waitingAside(folder, names));
    for (const name of names.filter((name) => name.endsWith('.json'))) await shelf.register(name);
    return shelf;
  }

  /** What its documents are. */
  get name(): string {
    return this.kind.name;
  }

  /** How many files wait to be put right. */
  get setAside(): number {
    return this.aside.size;
  }

  /** In the document's turn: what a write has not brought to the disk yet, nobody sees. */
  async get(id: string): Promise<Stored<T> | undefined> {
    const { version, json } = await this.inTurn(id, async () => (await this.load(id)).data);
    return version === 0 ? undefined : { id, version, value: JSON.parse(json) };
  }

  /**
   * @param json the value as `toJson` makes it.
   * @throws VersionConflict, StorageFailed
   */
  put(id: string, json: string, expected: number): Promise<number> {
    return this.inTurn(id, async () => {
      const document = await this.load(id);
      const before = document.data;
      if (before.version !== expected) throw new VersionConflict(this.kind.name, id, expected, before.version);
      document.data = { id, version: expected + 1, json };
      try {
        await this.attempt('write', id, () => document.write());
      } catch (error) {
        document.data = before;
        throw error;
      }
      this.documents.set(id, document);
      this.ids.add(id);
      return document.data.version;
    });
  }

  delete(id: string, expected?: number): Promise<void> {
    return this.inTurn(id, async () => {
      if (expected !== undefined) {
        const { version } = (await this.load(id)).data;
        if (version !== expected && version !== 0) throw new VersionConflict(this.kind.name, id, expected, version);
      }
      await this.attempt('delete', id, async () => {
        await this.storage.fs.unlink(this.path(id)).catch((error) => {
          if (codeOf(error) !== 'ENOENT') throw error;
        });
        await this.sync();
      });
      this.documents.delete(id);
      this.ids.delete(id);
    });
  }

  async *list(prefix: string): AsyncIterable<Stored<T>> {
    for (const id of [...this.ids].filter((id) => id.startsWith(prefix)).sort()) {
      if (this.aside.has(fileNameOf(id))) continue;
      const stored = await this.get(id).catch(skipSetAside);
      if (stored) yield stored;
    }
  }

  /** Resolves once every write taken so far has settled. */
  idle(): Promise<void> {
    return this.inTurn.idle();
  }

  private path(id: string): string {
    return join(this.folder, fileNameOf(id));
  }

  private file(fileName: string): DocumentFile {
    const { fs, keyring } = this.storage;
    return new DocumentFile({ fs, keyring, kind: this.kind, sync: this.sync }, join(this.folder, fileName));
  }

  /** The document in memory, read from its file the first time. Runs in the document's turn. */
  private async load(id: string): Promise<Low<Kept>> {
    const known = this.documents.get(id);
    if (known) return known;
    const waiting = this.aside.get(fileNameOf(id));
    if (waiting) throw setAsideFailure(waiting);
    const document = new Low<Kept>(this.file(fileNameOf(id)), absent(id));
    if (!this.ids.has(id)) return document;
    await this.attempt('read', id, () =>
      this.understand(fileNameOf(id), async () => {
        await document.read();
        if (document.data.id !== id) throw new NotUnderstood(`holds another document, ${document.data.id}`);
      }),
    );
    this.documents.set(id, document);
    return document;
  }

  private async register(fileName: string): Promise<void> {
    const named = idOf(fileName);
    if (named !== 'hashed' && named !== undefined) {
      this.ids.add(named.id);
      return;
    }
    const file = this.file(fileName);
    const read = this.understand(fileName, async () => {
      const kept = named === 'hashed' ? await file.read() : null;
      if (!kept || fileNameOf(kept.id) !== fileName) throw new NotUnderstood('not a document of this program');
      this.ids.add(kept.id);
    });
    await read.catch(skipSetAside);
  }

  /** Sets the file aside when it is not understood; one whose key is missing waits where it is. */
  private async understand(fileName: string, read: () => Promise<void>): Promise<void> {
    const { fs, log } = this.storage;
    try {
      await read();
    } catch (error) {
      if (!(error instanceof NotUnderstood || error instanceof KeyMissing)) throw error;
      const isSound = error instanceof KeyMissing;
      const path = isSound ? join(this.folder, fileName) : await setAside(fs, this.folder, fileName);
      this.aside.set(fileName, path);
      const what = isSound ? 'A document waits for its key' : 'A document was not understood and set aside';
      log?.error({ file: path, reason: error.message }, what);
      throw setAsideFailure(path);
    }
  }

  private async attempt(doing: string, id: string, job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } catch (error) {
      throw asStorageFailure(error, `${doing} ${this.path(id)}`);
    }
  }
}

/** One document that was not understood was reported when it was set aside; the others are fine. */
function skipSetAside(error: unknown): undefined {
  if (!(error instanceof DocumentSetAside)) throw error;
}
