import { basename } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Kept, textOf, understand } from '../document-text.js';
import type { Kind } from '../documents.js';
import { codeOf } from '../failures.js';
import type { Keyring } from '../keyring.js';
import type { FileSystem } from './file-system.js';
import { writeDurably } from './write-durably.js';

/** A document that does not exist: version 0, as callers of `put` expect it. */
export const absent = (id: string): Kept => ({ id, version: 0, json: 'null' });

/** Where documents of a kind are kept, and how. */
export type Keeping<T> = { fs: FileSystem; kind: Kind<T>; keyring: Keyring; sync: () => Promise<void> };

/** lowdb's way to one file. */
export class DocumentFile implements Adapter<Kept> {
  /** What the file holds, to be put back when a write fails half-way. */
  private text: string | undefined;
  private readonly place: string;

  constructor(
    private readonly keeping: Keeping<unknown>,
    readonly path: string,
  ) {
    this.place = placeOf(keeping.kind.name, basename(path));
  }

  /** @throws NotUnderstood, KeyMissing */
  async read(): Promise<Kept | null> {
    const { fs, kind, keyring } = this.keeping;
    try {
      const text = await fs.readFile(this.path, 'utf8');
      const kept = understand(text, kind, this.place, keyring);
      this.text = text;
      return kept;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async write(kept: Kept): Promise<void> {
    const { fs, keyring, sync } = this.keeping;
    const text = textOf(kept, this.place, keyring);
    await writeDurably(fs, this.path, text, () => this.text, sync);
    this.text = text;
  }
}

/** Where a document belongs, wherever the data folder is. */
export const placeOf = (kind: string, fileName: string): string => `${kind}/${fileName}`;
