import { join } from 'node:path';
import { Low } from 'lowdb';
import { chunks } from '../../base/chunks.js';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import { KeyMissing, NotUnderstood } from '../document-text.js';
import type { Kind, Stored } from '../documents.js';
import { VersionConflict } from '../documents.js';
import { asStorageFailure, DocumentSetAside } from '../failures.js';
import { fileNameOf, idOf } from '../file-name.js';
import type { Keyring } from '../keyring.js';
import type { Latest, LatestDocuments } from '../latest.js';
import { lengthOf } from '../pieces.js';
import type { StorageLog } from '../storage-log.js';
import type { Storable } from '../to-json.js';
import { DocumentFile, type Held, placeOf } from './document-file.js';
import type { FileSystem } from './file-system.js';
import type { Journal } from './journal/journal.js';
import { narrowFiles } from './private-folder.js';
import { setAside, setAsideFailure, waitingAside } from './set-aside.js';

/** What the shelves of a store have in common. */
export type Storage = {
  fs: FileSystem;
  keyring: Keyring;
  journal: Journal;
  latest: LatestDocuments;
  log: StorageLog | undefined;
};

/** Files read side by side where many are listed. */
const readAtOnce = 16;

/**
 * The documents of one kind: a folder with a file each. A document that was read or written lately is in memory, which
 * changes only after the disk has.
 */
export class Shelf<T> {
  /** lowdb's own `write()` never settles while writes keep coming, so the line is kept here, in front of it. */
  private readonly inTurn = createKeyedQueue();
  /** Ids that have a file. */
  private readonly known = new Set<string>();
  /** The same in order, until one comes or goes. */
  private sorted: readonly string[] | undefined;

  private constructor(
    private readonly storage: Storage,
    private readonly folder: string,
    private readonly kind: Kind<T>,
    private readonly aside: Map<string, string>,
  ) {}

  /** Reads the names in the folder; of the files only those whose name does not tell the id. */
  static async open<T>(storage: Storage, folder: string, kind: Kind<T>): Promise<Shelf<T>> {
    const names = await storage.fs.readdir(folder);
    await narrowFiles(storage, folder, names);
    const shelf = new Shelf(storage, folder, kind, waitingAside(folder, names));
    for (const name of names.filter((name) => name.endsWith('.json'))) await shelf.registerFile(name);
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

  /** The document as it was read or written last, where it is in memory. */
  latest(id: string): Latest | undefined {
    return this.storage.latest.get(this.key(id));
  }

  /** The document as it was acknowledged last: what a write has not brought to the disk yet, nobody sees. */
  async get(id: string): Promise<Stored<T> | undefined> {
    const found = this.latest(id) ?? (await this.inTurn(id, () => this.load(id, 'set')));
    return found && { id, version: found.version, value: found.value as T };
  }

  /** @throws VersionConflict, StorageFailed */
  put(id: string, { json, value }: Storable<T>, expected: number): Promise<Stored<T>> {
    return this.inTurn(id, async () => {
      const { version: actual } = (await this.load(id, 'set')) ?? { version: 0 };
      if (actual !== expected) throw new VersionConflict(this.kind.name, id, expected, actual);
      const version = expected + 1;
      const document = new Low<Held<T> | null>(this.file(fileNameOf(id)), { id, version, json });
      await this.attempt('write', id, () => document.write());
      this.storage.latest.set(this.key(id), { version, value, json }, lengthOf(json));
      this.register(id);
      return { id, version, value };
    });
  }

  delete(id: string, expected?: number): Promise<void> {
    return this.inTurn(id, async () => {
      if (expected !== undefined) {
        const { version } = (await this.load(id, 'set')) ?? { version: 0 };
        if (version !== expected && version !== 0) throw new VersionConflict(this.kind.name, id, expected, version);
      }
      if (!this.known.has(id)) return;
      const entry = { place: this.place(id), text: undefined };
      await this.attempt('delete', id, () => this.storage.journal.append(entry));
      this.storage.latest.delete(this.key(id));
      this.known.delete(id);
      this.sorted = undefined;
    });
  }

  /** Ids that have a file, in order, of which some may wait to be put right. */
  ids(prefix = ''): readonly string[] {
    this.sorted ??= [...this.known].sort();
    return prefix === '' ? this.sorted : this.sorted.filter((id) => id.startsWith(prefix));
  }

  async *list(prefix: string): AsyncIterable<Stored<T>> {
    for (const some of chunks(this.ids(prefix), readAtOnce)) {
      const read = await Promise.all(some.map((id) => this.listed(id)));
      for (const stored of read) if (stored && this.known.has(stored.id)) yield stored;
    }
  }

  /** Resolves once every write taken so far has settled. */
  idle(): Promise<void> {
    return this.inTurn.idle();
  }

  private async listed(id: string): Promise<Stored<T> | undefined> {
    if (this.aside.has(fileNameOf(id))) return undefined;
    const load = () => this.inTurn(id, () => this.load(id, 'setIfRoom')).catch(skipSetAside);
    const found = this.latest(id) ?? (await load());
    return found && { id, version: found.version, value: found.value as T };
  }

  private path(id: string): string {
    return join(this.folder, fileNameOf(id));
  }

  /** What its latest version is remembered by. */
  private key(id: string): string {
    return `${this.kind.name}/${id}`;
  }

  private place(id: string): string {
    return placeOf(this.kind.name, fileNameOf(id));
  }

  private file(fileName: string): DocumentFile<T> {
    const { fs, keyring, journal } = this.storage;
    return new DocumentFile({ fs, keyring, kind: this.kind, journal }, join(this.folder, fileName));
  }

  /** The document, read from its file where it is not in memory. Runs in the document's turn. */
  private async load(id: string, keep: 'set' | 'setIfRoom'): Promise<Latest | undefined> {
    const latest = this.latest(id);
    if (latest) return latest;
    const waiting = this.aside.get(fileNameOf(id));
    if (waiting) throw setAsideFailure(waiting);
    if (!this.known.has(id)) return undefined;
    const file = this.file(fileNameOf(id));
    const document = new Low<Held<T> | null>(file, null);
    await this.attempt('read', id, () =>
      this.understand(fileNameOf(id), async () => {
        await document.read();
        if (document.data && document.data.id !== id)
          throw new NotUnderstood(`holds another document, ${document.data.id}`);
      }),
    );
    const { data } = document;
    if (!data || !('value' in data)) return undefined;
    const { version, value, size } = data;
    this.storage.latest[keep](this.key(id), { version, value }, size);
    return { version, value };
  }

  private register(id: string): void {
    if (this.known.has(id)) return;
    this.known.add(id);
    this.sorted = undefined;
  }

  private async registerFile(fileName: string): Promise<void> {
    const named = idOf(fileName);
    if (named !== 'hashed' && named !== undefined) {
      this.register(named.id);
      return;
    }
    const file = this.file(fileName);
    const read = this.understand(fileName, async () => {
      const kept = named === 'hashed' ? await file.read() : null;
      if (!kept || fileNameOf(kept.id) !== fileName) throw new NotUnderstood('not a document of this program');
      this.register(kept.id);
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
