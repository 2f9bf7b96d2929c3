import { randomUUID } from 'node:crypto';
import type { DocumentText } from '../document-sums.js';
import { StoreRefused } from '../failures.js';
import type { Asker } from './database.js';
import { schemaName } from './migrations.js';

/** The documents of a database as the texts they are kept as. */

const table = `${schemaName}.document`;
const pageSize = 200;
/** The writing of documents as they were carried over: whatever a bot changes has one of its own. */
const carriedOver = '00000000-0000-4000-8000-000000000000';

/** Every document, ordered by kind and id. Within one transaction that sees one moment, all are of that moment. */
export async function* databaseTexts(asker: Asker): AsyncIterable<DocumentText> {
  for (let last: Pick<DocumentText, 'kind' | 'id'> = { kind: '', id: '' }; ; ) {
    const { rows } = await asker.query<DocumentText>(
      `SELECT kind, id, version, body AS text FROM ${table} WHERE (kind, id) > ($1, $2) ORDER BY kind, id LIMIT ${pageSize}`,
      [last.kind, last.id],
    );
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end;
  }
}

/**
 * Puts documents into a database that holds none.
 * @param texts gives them from the beginning, each time it is called
 * @throws StoreRefused when it holds some
 */
export async function fillDatabase(
  asker: Asker,
  name: string,
  texts: () => AsyncIterable<DocumentText>,
): Promise<void> {
  const { rows } = await asker.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS some`);
  if (rows[0]?.some) throw notEmpty(name);
  for await (const text of texts()) await insert(asker, text, randomUUID());
}

/**
 * Makes the documents of a database those of a folder, in the place of what was carried over from there before.
 * @throws StoreRefused when bots have worked on it: what they changed is never overwritten
 */
export async function carryOver(asker: Asker, name: string, texts: () => AsyncIterable<DocumentText>): Promise<void> {
  const { rows } = await asker.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ${table} WHERE writing <> $1) AS some`,
    [carriedOver],
  );
  if (rows[0]?.some) throw notEmpty(name);
  await asker.query(`DELETE FROM ${table}`);
  for await (const text of texts()) await insert(asker, text, carriedOver);
}

async function insert(asker: Asker, { kind, id, version, text }: DocumentText, writing: string): Promise<void> {
  await asker.query(`INSERT INTO ${table} (kind, id, version, body, writing) VALUES ($1, $2, $3, $4, $5)`, [
    kind,
    id,
    version,
    text,
    writing,
  ]);
}

const notEmpty = (name: string): StoreRefused =>
  new StoreRefused(
    `${name} holds documents that bots have worked on, and nothing in it was changed`,
    'carry over into an empty database. Example: CREATE DATABASE upgrades',
  );
