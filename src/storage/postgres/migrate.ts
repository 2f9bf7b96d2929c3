import { codeOf, StoreRefused } from '../failures.js';
import type { Asker, Database } from './database.js';
import { migrations, schemaName, tables } from './migrations.js';

/** Any number: whoever migrates holds the lock of it until its transaction ends. */
const lock = 4_715_120_365;

/**
 * Brings the tables to the version of this program: forward only, one process at a time, each step as a whole or not at
 * all. Doing it again changes nothing.
 * @param name the database, as it is told of
 * @param steps the migrations; the program's own unless a test brings others
 * @throws StoreRefused when the tables are of a newer program, or not whole
 */
export async function migrate(database: Database, name: string, steps: readonly string[] = migrations): Promise<void> {
  await database.transaction('bring the tables up to date', async (asker) => {
    await asker.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    const version = (await versionOf(asker, name, steps)) ?? (await begin(asker));
    for (const [index, step] of steps.entries()) {
      if (index < version) continue;
      await asker.query(step).catch((error: unknown) => {
        throw isThereAlready(error) ? halfDone(name, `holds what version ${index + 1} is only to make`) : error;
      });
      await asker.query(`UPDATE ${schemaName}.schema_version SET version = $1`, [index + 1]);
    }
    await seeWhole(asker, name);
  });
}

/**
 * Looks which version the tables are of, and changes nothing.
 * @returns undefined where there are none yet
 * @throws StoreRefused when they are of a newer program, or not whole
 */
export async function lookAtTables(asker: Asker, name: string): Promise<number | undefined> {
  const version = await versionOf(asker, name, migrations);
  if (version === migrations.length) await seeWhole(asker, name);
  return version;
}

async function versionOf(asker: Asker, name: string, steps: readonly string[]): Promise<number | undefined> {
  const there = await asker.query<{ versioned: boolean }>('SELECT to_regclass($1) IS NOT NULL AS versioned', [
    `${schemaName}.schema_version`,
  ]);
  if (!there.rows[0]?.versioned) return undefined;
  const { rows } = await asker.query<{ version: number }>(`SELECT version FROM ${schemaName}.schema_version`);
  const [row] = rows;
  if (!row) throw halfDone(name, 'does not say which version it is');
  if (row.version <= steps.length) return row.version;
  throw new StoreRefused(
    `${name} was brought to version ${row.version} by a newer version of this program, which knows ${steps.length}`,
    'run that version, or restore a backup from before it',
  );
}

/** @returns the version before the first */
async function begin(asker: Asker): Promise<0> {
  // Where an operator has made the schema, the bot's role need not be let make one.
  const { rows } = await asker.query<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [
    schemaName,
  ]);
  if (!rows[0]?.there) await asker.query(`CREATE SCHEMA ${schemaName}`);
  await asker.query(`CREATE TABLE ${schemaName}.schema_version (version integer NOT NULL)`);
  await asker.query(`INSERT INTO ${schemaName}.schema_version VALUES (0)`);
  return 0;
}

/** A backup that was restored halfway has a version and lacks what belongs to it, or the other way round. */
async function seeWhole(asker: Asker, name: string): Promise<void> {
  const { rows } = await asker.query<{ missing: string }>(
    'SELECT t AS missing FROM unnest($1::text[]) t WHERE to_regclass($2 || t) IS NULL',
    [tables, `${schemaName}.`],
  );
  const missing = rows.map((row) => row.missing).join(', ');
  if (missing !== '') throw halfDone(name, `lacks ${missing}`);
}

/** PostgreSQL's codes for what is to be made and exists: a schema, a table, a column, another thing. */
const isThereAlready = (error: unknown): boolean => ['42P06', '42P07', '42701', '42710'].includes(codeOf(error) ?? '');

function halfDone(name: string, what: string): StoreRefused {
  return new StoreRefused(
    `${name} is not whole: its schema ${schemaName} ${what}`,
    'a migration or a restore of a backup ended halfway: restore the backup again, into an empty database',
  );
}
