import { basename } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Kept, textOf, understand, type Written } from '../document-text.js';
import type { Kind } from '../documents.js';
import { codeOf } from '../failures.js';
import type { Keyring } from '../keyring.js';
import { joined } from '../pieces.js';
import type { FileSystem } from './file-system.js';
import type { Journal } from './journal/journal.js';

/** Where documents of a kind are kept, and how. */
export type Keeping<T> = { fs: FileSystem; kind: Kind<T>; keyring: Keyring; journal: Journal };

/** What lowdb holds of a document: what was read, with the length of its text, or what is to be written. */
export type Held<T> = (Kept<T> & { size: number }) | Written;

/** lowdb's way to one file: writing goes through the journal, and reading sees what is still there alone. */
export class DocumentFile<T> implements Adapter<Held<T> | null> {
  private readonly place: string;

  constructor(
    private readonly keeping: Keeping<T>,
    readonly path: string,
  ) {
    this.place = placeOf(keeping.kind.name, basename(path));
  }

  /** @throws NotUnderstood, KeyMissing */
  async read(): Promise<(Kept<T> & { size: number }) | null> {
    const { kind, keyring } = this.keeping;
    const text = await this.text();
    return text === null ? null : { ...understand(text, kind, this.place, keyring), size: text.length };
  }

  async write(held: Held<T> | null): Promise<void> {
    if (held === null || !('json' in held)) throw new Error('only what was made ready for it is written');
    await this.keeping.journal.append({ place: this.place, text: textOf(held, this.place, this.keeping.keyring) });
  }

  private async text(): Promise<string | null> {
    const { fs, journal } = this.keeping;
    const pending = journal.pending(this.place);
    if (pending) return pending.text === undefined ? null : joined(pending.text);
    try {
      return await fs.readFile(this.path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

/** Where a document belongs, wherever the data folder is. */
export const placeOf = (kind: string, fileName: string): string => `${kind}/${fileName}`;
