import type { Config } from '../config/config.js';
import { ownerOf } from '../data-folder.js';
import { DocumentSums, type DocumentText } from '../storage/document-sums.js';
import { codeOf } from '../storage/failures.js';
import { type Keyring, keyringOf } from '../storage/keyring.js';
import type { FileSystem } from '../storage/lowdb/file-system.js';
import { changeMark } from '../storage/lowdb/folder-mark.js';
import { folderTexts } from '../storage/lowdb/folder-texts.js';
import { withFolder } from '../storage/lowdb/open-folder.js';
import type { Database } from '../storage/postgres/database.js';
import { markDatabaseKeys } from '../storage/postgres/database-mark.js';
import { carryOver, databaseTexts } from '../storage/postgres/database-texts.js';
import { withPostgres } from '../storage/postgres/open.js';
import { withConfig } from './with-config.js';

/**
 * `npm run migrate`: carries what is kept in DATA_DIR over to DATABASE_URL, as it is, encrypted or not, all of it or
 * nothing, and compares both. The bot must be stopped. May be run again for as long as no bot has worked on the database.
 */

/** @returns the exit code */
async function migrate(config: Config): Promise<number> {
  const { dataDir, databaseUrl: url } = config;
  if (url === undefined) {
    console.error('DATABASE_URL is missing: the database that DATA_DIR is to be carried over to');
    return 78;
  }
  const owner = ownerOf(config);
  const keyring = keyringOf(config);
  try {
    return await withFolder({ dataDir, owner, keyring }, (fs, { keys }) =>
      withPostgres({ url, owner, keyring }, 'alone', async (database, name) => {
        const from = { fs, dataDir, keyring, keys };
        const carried = await carry(from, database, name);
        if (carried === 0) await changeMark(fs, dataDir, { closed: { why: 'carriedOver', to: name } });
        return carried;
      }),
    );
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    console.error(`DATA_DIR ${dataDir} does not exist`);
    return 1;
  }
}

type From = { fs: FileSystem; dataDir: string; keyring: Keyring; keys: string[] };

/** @returns the exit code */
async function carry({ fs, dataDir, keyring, keys }: From, database: Database, name: string): Promise<number> {
  const unknown: string[] = [];
  for await (const one of folderTexts(fs, dataDir, keyring)) if ('unknown' in one) unknown.push(one.unknown);
  if (unknown.length > 0) {
    console.error(`Nobody knows which documents these are, so nothing was carried over:\n${unknown.join('\n')}`);
    console.error('Restore them from a backup, or move them away if they are not needed, and run this again.');
    return 1;
  }
  const texts = () => known(folderTexts(fs, dataDir, keyring));
  await database.transaction('carry documents over', async (asker) => {
    await carryOver(asker, name, texts);
    await markDatabaseKeys(asker, [...new Set([...keys, ...(keyring.current ? [keyring.current] : [])])]);
  });
  const there = new DocumentSums();
  for await (const text of texts()) there.add(text);
  const here = await database.transaction('compare', async (asker) => {
    const sums = new DocumentSums();
    for await (const text of databaseTexts(asker)) sums.add(text);
    return sums;
  });
  return compare(there, here, dataDir, name);
}

function compare(there: DocumentSums, here: DocumentSums, dataDir: string, name: string): number {
  const lines = there.lines();
  if (lines.join('\n') !== here.lines().join('\n')) {
    console.error(
      `${dataDir} holds\n${lines.join('\n')}\nand ${name}\n${here.lines().join('\n')}\nDo not start on it.`,
    );
    return 1;
  }
  console.log(`${lines.join('\n')}\n${there.count()} documents of ${dataDir} are in ${name}, and are the same there.`);
  console.log('Start every bot with this DATABASE_URL. The folder stays as it is, and no bot starts on it any more.');
  return 0;
}

async function* known(texts: AsyncIterable<DocumentText | { unknown: string }>): AsyncIterable<DocumentText> {
  for await (const one of texts) if (!('unknown' in one)) yield one;
}

process.exitCode = await withConfig(migrate);
