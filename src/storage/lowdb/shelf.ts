import { join } from 'node:path';
import { Low } from 'lowdb';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import type { Kind, Stored } from '../documents.js';
import { VersionConflict } from '../documents.js';
import { asStorageFailure, codeOf, DocumentSetAside } from '../failures.js';
import { absent, DocumentFile, type Kept, NotUnderstood } from './document-file.js';
import { fileNameOf, idOf } from './file-name.js';
import type { FileSystem } from './file-system.js';
import { folderSync } from './folder-sync.js';
import { type StorageLog, setAside, setAsideFailure, waitingAside } from './set-aside.js';

/**
 * The documents of one kind: a folder with a file each. A document is read from its file once, when it is first asked
 * for, and kept in memory from then on; memory changes only after the disk has.
 */
export class Shelf<T> {
  private readonly documents = new Map<string, Low<Kept>>();
  /** lowdb's own `write()` never settles while writes keep coming, so the line is kept here, in front of it. */
  private readonly inTurn = createKeyedQueue();
  private readonly sync: () => Promise<void>;

  private constructor(
    private readonly fs: FileSystem,
    private readonly folder: string,
    private readonly kind: Kind<T>,
    private readonly log: StorageLog | undefined,
    /** Ids that have a file. */
    private readonly ids: Set<string>,
    private readonly aside: Map<string, string>,
  ) {
    this.sync = folderSync(fs, folder);
  }

  /** Reads the names in the folder; of the files only those whose name does not tell the id. */
  static async open<T>(fs: FileSystem, folder: string, kind: Kind<T>, log?: StorageLog): Promise<Shelf<T>> {
    const names = await fs.readdir(folder);
    const shelf = new Shelf(fs, folder, kind, log, new Set(), waitingAside(folder, names));
    for (const name of names.filter((name) => name.endsWith('.json'))) await shelf.register(name);
    return shelf;
  }

  /** Paths of files that were set aside. */
  get setAside(): string[] {
    return [...this.aside.values()];
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

  delete(id: string): Promise<void> {
    return this.inTurn(id, async () => {
      await this.attempt('delete', id, async () => {
        await this.fs.unlink(this.path(id)).catch((error) => {
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

  /** The document in memory, read from its file the first time. Runs in the document's turn. */
  private async load(id: string): Promise<Low<Kept>> {
    const known = this.documents.get(id);
    if (known) return known;
    const waiting = this.aside.get(fileNameOf(id));
    if (waiting) throw setAsideFailure(waiting);
    const document = new Low<Kept>(new DocumentFile(this.fs, this.path(id), this.kind, this.sync), absent(id));
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
    const file = new DocumentFile(this.fs, join(this.folder, fileName), this.kind, this.sync);
    const read = this.understand(fileName, async () => {
      const kept = named === 'hashed' ? await file.read() : null;
      if (!kept || fileNameOf(kept.id) !== fileName) throw new NotUnderstood('not a document of this program');
      this.ids.add(kept.id);
    });
    await read.catch(skipSetAside);
  }

  /** Sets the file aside when it is not understood. */
  private async understand(fileName: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      const path = await setAside(this.fs, this.folder, fileName);
      this.aside.set(fileName, path);
      this.log?.error({ file: path, reason: error.message }, 'A document was not understood and set aside');
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
