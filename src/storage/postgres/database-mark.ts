import { type Claiming, claimed, type Mark, type Marked, markSchema, mayClaim } from '../mark.js';
import type { Asker, Database } from './database.js';
import { schemaName } from './migrations.js';

/** What a database says of itself, in a row of its own. */

/**
 * Writes down whose the database is from now on, and the key it is written with: one start at a time.
 * @returns whether documents lie in it that are not written with that key yet
 * @throws StoreRefused when it belongs to another cloud, or is encrypted with a key that is not there
 */
export function claimDatabase(database: Database, name: string, claim: Claiming): Promise<boolean> {
  return database.transaction('write the mark', async (asker) => {
    const mark = await readMark(asker, true);
    const told = asTold(asker, name);
    await mayClaim(mark, claim, told);
    const next = claimed(mark, claim);
    if (!next) return false;
    const { isNewKey, ...written } = next;
    await writeMark(asker, written);
    return isNewKey && (await told.holdsDocuments());
  });
}

/** Writes down that every document is encrypted with these keys, or none. */
export async function markDatabaseKeys(asker: Asker, keys: string[]): Promise<void> {
  await writeMark(asker, { ...(await readMark(asker, true)), keys });
}

/** @param alone whether nobody else may change it until the transaction ends */
export async function readMark(asker: Asker, alone: boolean): Promise<Mark> {
  const sql = `SELECT mark FROM ${schemaName}.mark${alone ? ' FOR UPDATE' : ''}`;
  return markSchema.parse((await asker.query<{ mark: unknown }>(sql)).rows[0]?.mark ?? {});
}

async function writeMark(asker: Asker, mark: Mark): Promise<void> {
  await asker.query(
    `INSERT INTO ${schemaName}.mark (mark) VALUES ($1) ON CONFLICT (one) DO UPDATE SET mark = excluded.mark`,
    [JSON.stringify(mark)],
  );
}

export const asTold = (asker: Asker, name: string): Marked => ({
  name,
  another: (cloud) => `a database of its own. Example: DATABASE_URL=postgresql://localhost/upgrades_${cloud}`,
  async holdsDocuments() {
    const { rows } = await asker.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM ${schemaName}.document) AS some`);
    return rows[0]?.some ?? false;
  },
});
