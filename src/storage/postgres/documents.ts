import { randomUUID } from 'node:crypto';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import { type Kept, KeyMissing, NotUnderstood, textOf, understand } from '../document-text.js';
import { type Documents, type Kind, type Stored, VersionConflict } from '../documents.js';
import { DocumentSetAside, StorageFailed } from '../failures.js';
import { fileNameOf } from '../file-name.js';
import type { Keyring } from '../keyring.js';
import { type Latest, LatestDocuments } from '../latest.js';
import { joined, lengthOf } from '../pieces.js';
import type { StorageLog } from '../storage-log.js';
import { storable } from '../to-json.js';
import type { Database } from './database.js';
import { schemaName } from './migrations.js';

/** Documents read at once while they are listed. */
const pageSize = 100;
const idsAtOnce = 5_000;
const table = `${schemaName}.document`;

type Written = { version: number };
type Row = { id: string; version: number; body: string | null; writing: string };
/** A row; without its body where that was known when it was asked for, and is what it was known as. */
type Found = Row & { known: Understood | undefined };
/** What was understood of a row last: its `writing` tells it from every other that the document ever had. */
type Understood = Latest & { writing: string };

type Options = {
  database: Database;
  keyring: Keyring;
  log: StorageLog | undefined;
  /** Tells other processes of a change, in the same statement that makes it. */
  telling: (kind: string, id: string, parameter: string) => { sql: string; about: string };
  /** Called before the database is let go of. */
  closing: () => Promise<void>;
};

/**
 * Where a document's text belongs: as in a data folder, so that one that is encrypted can be carried over as it is.
 * Throws URIError on an id that is not well-formed Unicode, RangeError on an empty one.
 */
export const placeIn = (kind: string, id: string): string => `${kind}/${fileNameOf(id)}`;

/**
 * Documents as rows, a text each, as lowdb has files. What one process changes all others read at once. A change whose
 * answer was lost is settled by reading; only where the database stays out of reach may one that was told as failed have
 * been kept, which the version shows to whoever tries again.
 */
export class PostgresDocuments implements Documents {
  private closed: StorageFailed | undefined;
  /** A process's own changes of a document are made in the order they were asked for. */
  private readonly inTurn = createKeyedQueue();
  /** Ids that were not understood when they were read last, by kind. */
  private readonly aside = new Map<string, Set<string>>();
  private readonly latest = new LatestDocuments<Understood>();

  constructor(private readonly options: Options) {}

  async get<T>(kind: Kind<T>, id: string): Promise<Stored<T> | undefined> {
    placeIn(kind.name, id);
    const found = await this.read(kind.name, id);
    return found && this.understood(kind, found);
  }

  async put<T>(kind: Kind<T>, id: string, value: T, expected: number): Promise<Stored<T>> {
    // Before anything is awaited: the caller may go on changing the value.
    const place = placeIn(kind.name, id);
    const made = storable(kind, id, value, this.latest.get(place));
    const { json } = made;
    return this.inTurn(`${kind.name}/${id}`, async () => {
      const text = joined(textOf({ id, version: expected + 1, json }, place, this.options.keyring));
      const writing = randomUUID();
      if (await this.write(kind, id, text, expected, writing)) {
        this.latest.set(place, { version: expected + 1, ...made, writing }, lengthOf(json));
        return { id, version: expected + 1, value: made.value };
      }
      const found = await this.read(kind.name, id);
      // This very put was kept, and its answer lost.
      if (found?.writing === writing) return { id, version: found.version, value: made.value };
      if (found) this.understood(kind, found);
      throw new VersionConflict(kind.name, id, expected, found?.version ?? 0);
    });
  }

  delete(kind: Kind<unknown>, id: string, expected?: number): Promise<void> {
    return this.inTurn(`${kind.name}/${id}`, async () => {
      const gone = await this.ask<Written>(
        `delete ${kind.name} ${id}`,
        `DELETE FROM ${table} WHERE kind = $1 AND id = $2 AND ($3::integer IS NULL OR version = $3) RETURNING version`,
        [kind.name, id, expected ?? null],
      );
      if (gone.length > 0 || expected === undefined) return this.forgetAside(kind.name, id);
      const found = await this.read(kind.name, id);
      if (found) throw new VersionConflict(kind.name, id, expected, found.version);
    });
  }

  /** In pages: a document is as it was when its page was read. */
  async *list<T>(kind: Kind<T>, prefix = ''): AsyncIterable<Stored<T>> {
    const like = `${prefix.replace(/[\\%_]/g, '\\$&')}%`;
    let after = '';
    for (;;) {
      const page = await this.ask<Row>(
        `list ${kind.name}`,
        `SELECT id, version, body, writing FROM ${table}
         WHERE kind = $1 AND id > $2 AND id LIKE $3 ORDER BY id LIMIT ${pageSize}`,
        [kind.name, after, like],
      );
      for (const row of page) {
        const known = this.latest.get(placeIn(kind.name, row.id));
        const stored = this.understoodUnlessAside(kind, { ...row, known });
        if (stored) yield stored;
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.id;
    }
  }

  async *ids(kind: Kind<unknown>): AsyncIterable<string> {
    let after = '';
    for (;;) {
      const page = await this.ask<{ id: string }>(
        `list the ids of ${kind.name}`,
        `SELECT id FROM ${table} WHERE kind = $1 AND id > $2 ORDER BY id LIMIT ${idsAtOnce}`,
        [kind.name, after],
      );
      for (const { id } of page) yield id;
      const last = page.at(-1);
      if (!last || page.length < idsAtOnce) return;
      after = last.id;
    }
  }

  async health(): Promise<{ ok: true } | { ok: false; reason: string }> {
    try {
      await this.ask('write to the database', `UPDATE ${schemaName}.mark SET looked_at = now()`);
      return { ok: true };
    } catch (error) {
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async setAside(): Promise<ReadonlyMap<string, number>> {
    return new Map([...this.aside].flatMap(([kind, ids]) => (ids.size > 0 ? [[kind, ids.size] as const] : [])));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = new StorageFailed('The store is closed.');
    this.options.database.hurry();
    await this.inTurn.idle();
    await this.options.closing();
    await this.options.database.close();
  }

  /** @returns whether the document was at the expected version, and is at the next one now */
  private async write(
    kind: Kind<unknown>,
    id: string,
    text: string,
    expected: number,
    writing: string,
  ): Promise<boolean> {
    const change =
      expected === 0
        ? `INSERT INTO ${table} (kind, id, version, body, writing) VALUES ($1, $2, $4::integer + 1, $3, $5)
           ON CONFLICT (kind, id) DO NOTHING RETURNING version`
        : `UPDATE ${table} SET version = $4::integer + 1, body = $3, writing = $5
           WHERE kind = $1 AND id = $2 AND version = $4 RETURNING version`;
    const told = kind.told ? this.options.telling(kind.name, id, '$6') : undefined;
    const rows = await this.options.database.ask<Written>(
      `write ${kind.name} ${id}`,
      `WITH written AS (${change}) SELECT version ${told ? `, ${told.sql}` : ''} FROM written`,
      [kind.name, id, text, expected, writing, ...(told ? [told.about] : [])],
    );
    return rows.length > 0;
  }

  /** The database is asked each time, which of several processes wrote last: what is known already, it does not send. */
  private async read(kind: string, id: string): Promise<Found | undefined> {
    const sql = `SELECT id, version, CASE WHEN writing = $3 THEN NULL ELSE body END AS body, writing
       FROM ${table} WHERE kind = $1 AND id = $2`;
    const known = this.latest.get(placeIn(kind, id));
    const [row] = await this.ask<Row>(`read ${kind} ${id}`, sql, [kind, id, known?.writing ?? null]);
    return row && { ...row, known };
  }

  private ask<T extends Record<string, unknown>>(doing: string, sql: string, values?: unknown[]): Promise<T[]> {
    return this.closed ? Promise.reject(this.closed) : this.options.database.ask<T>(doing, sql, values);
  }

  /** @throws DocumentSetAside where it is not understood: it stays as it is, and is neither read nor replaced */
  private understood<T>(kind: Kind<T>, found: Found, keep: 'set' | 'setIfRoom' = 'set'): Stored<T> {
    const { id, body, writing, known } = found;
    const place = placeIn(kind.name, id);
    if (known?.writing === writing) return { id, version: known.version, value: known.value as T };
    try {
      if (body === null) throw new NotUnderstood('was not sent');
      const kept = understand(body, kind, place, this.options.keyring);
      if (kept.id !== id || kept.version !== found.version) throw new NotUnderstood(`holds another, ${whichOf(kept)}`);
      this.forgetAside(kind.name, id);
      this.latest[keep](place, { version: kept.version, value: kept.value, writing }, body.length);
      return { id, version: kept.version, value: kept.value };
    } catch (error) {
      if (!(error instanceof NotUnderstood || error instanceof KeyMissing)) throw error;
      this.noteAside(kind.name, id, error);
      throw asideFailure(kind.name, id, error);
    }
  }

  private understoodUnlessAside<T>(kind: Kind<T>, found: Found): Stored<T> | undefined {
    try {
      return this.understood(kind, found, 'setIfRoom');
    } catch (error) {
      // It was told of; the others are fine.
      if (!(error instanceof DocumentSetAside)) throw error;
      return undefined;
    }
  }

  private noteAside(kind: string, id: string, { message: reason }: Error): void {
    const ids = this.aside.get(kind) ?? new Set();
    if (!ids.has(id)) this.options.log?.error({ kind, id, reason }, 'A document was not understood, and is left alone');
    this.aside.set(kind, ids.add(id));
  }

  private forgetAside(kind: string, id: string): void {
    this.aside.get(kind)?.delete(id);
  }
}

const whichOf = ({ id, version }: Kept): string => `${id} at version ${version}`;

function asideFailure(kind: string, id: string, error: NotUnderstood | KeyMissing): DocumentSetAside {
  const which = `Document ${kind} ${id}`;
  return new DocumentSetAside(
    error instanceof KeyMissing
      ? `${which} is encrypted with another key. Set that one as SECRET_KEY_FORMER and restart, or run npm run rotate.`
      : `${which} was not understood (${error.message}). Restore its row from a backup, or delete it.`,
  );
}
