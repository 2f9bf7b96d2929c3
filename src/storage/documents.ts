import type { z } from 'zod';

/**
 * The store as the engine and the conversation see it: versioned documents, one per aggregate. This room keeps bytes
 * safe and knows nothing of upgrades; nothing here may import from `engine/`, `teams/` or `microsoft/`.
 */

/** A sort of document. `T` is plain JSON data: what is kept is what `JSON.stringify` and the schema make of it. */
export type Kind<T> = {
  /** Lower-case letters, digits, `-` and `_`: it names a folder or a table. */
  name: string;
  /** Checks what comes from the disk and what goes there; give added fields a default, so that old documents pass. */
  schema: z.ZodType<T>;
  /** Whether other processes on the same store are told of each change (see peers.ts). */
  told?: true;
};

/** A document as it is kept. The value is frozen: all who read this version have the same. */
export type Stored<T> = { id: string; version: number; value: T };

/** Somebody else changed the document first (or made it, or deleted it). Read it again and decide anew. */
export class VersionConflict extends Error {
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${kind} ${id}: expected version ${expected}, found ${actual}`);
    this.name = 'VersionConflict';
  }
}

/**
 * Documents with optimistic concurrency. Every call may reject with `StorageFailed` (see failures.ts); after a rejected
 * change the document is as it was before.
 */
export interface Documents {
  get<T>(kind: Kind<T>, id: string): Promise<Stored<T> | undefined>;
  /**
   * Keeps a value. Resolves with the document as it is kept once it is on disk.
   * @param expected the version read before, or 0 for "must not exist".
   * @throws VersionConflict when the document is at another version; StorageFull when there is no room.
   */
  put<T>(kind: Kind<T>, id: string, value: T, expected: number): Promise<Stored<T>>;
  /**
   * Removes a document; one that does not exist is not an error.
   * @param expected the version read before; left out, whatever it is by now.
   * @throws VersionConflict when the document is at another version
   */
  delete(kind: Kind<unknown>, id: string, expected?: number): Promise<void>;
  /** The ids of all documents of the kind (sorted), of which none is read for it. */
  ids(kind: Kind<unknown>): AsyncIterable<string>;
  /**
   * Every document of the kind (ids sorted), optionally with ids that begin with `prefix`. Each is as it was at some
   * moment since the listing began: its version shows whether it is still so.
   */
  list<T>(kind: Kind<T>, prefix?: string): AsyncIterable<Stored<T>>;
  /** Whether changes can be kept now; the reason when not (disk full, folder not writable), `lost` where only a restart helps. */
  health(): Promise<{ ok: true } | { ok: false; reason: string; lost?: boolean }>;
  /** How many documents of each kind wait to be put right: each is its tenant's alone, and the others go on. */
  setAside(): Promise<ReadonlyMap<string, number>>;
  /** Finishes the writes under way and lets go of the store. */
  close(): Promise<void>;
}
