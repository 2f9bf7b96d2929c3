import { mkdir } from 'node:fs/promises';
import type { Config } from '../config/config.js';
import { ownerOf } from '../data-folder.js';
import { archivedTexts, checkArchive } from '../storage/archive.js';
import { StoreRefused } from '../storage/failures.js';
import { type Keyring, keyringOf } from '../storage/keyring.js';
import { changeMark, holdsDocuments, removeDocuments } from '../storage/lowdb/folder-mark.js';
import { writeFolderTexts } from '../storage/lowdb/folder-texts.js';
import { withFolder } from '../storage/lowdb/open-folder.js';
import type { Mark } from '../storage/mark.js';
import { markDatabaseKeys } from '../storage/postgres/database-mark.js';
import { fillDatabase } from '../storage/postgres/database-texts.js';
import { withPostgres } from '../storage/postgres/open.js';
import { withConfig } from './with-config.js';

/**
 * `npm run restore -- <file>`: puts a backup into a folder or a database that holds no documents, whichever it was
 * written from. The bot must be stopped. May be ended and run again.
 */

/** @returns the exit code */
async function restore(config: Config): Promise<number> {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: npm run restore -- <file that npm run backup wrote>');
    return 1;
  }
  const mark = await checkArchive(file);
  refuseOthers(file, mark, config);
  const { dataDir, databaseUrl: url } = config;
  const keyring = keyringOf(config);
  if (url === undefined) await restoreFolder(file, mark, config, keyring);
  else {
    await withPostgres({ url, owner: ownerOf(config), keyring }, 'alone', (database, name) =>
      database.transaction('restore a backup', async (asker) => {
        await fillDatabase(asker, name, () => archivedTexts(file));
        await markDatabaseKeys(asker, mark.keys);
      }),
    );
  }
  console.log(`${file} is in ${url === undefined ? dataDir : 'the database'}. Start the bot: its upgrades go on.`);
  return 0;
}

/** @throws StoreRefused when it is another cloud's, or encrypted with a key that is not there */
function refuseOthers(file: string, { cloud, keys }: Mark, config: Config): void {
  const ours = ownerOf(config).cloud;
  if (cloud !== undefined && cloud !== ours)
    throw new StoreRefused(
      `${file} is of the ${cloud} cloud, and this configuration is for the ${ours} one`,
      'restore it with the configuration it was written with',
    );
  const missing = keys.filter((key) => !keyringOf(config).has(key));
  if (missing.length > 0)
    throw new StoreRefused(`${file} is encrypted with the key ${missing.join(', ')}`, 'set that one as SECRET_KEY');
}

async function restoreFolder(file: string, mark: Mark, config: Config, keyring: Keyring): Promise<void> {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await withFolder({ dataDir, owner: ownerOf(config), keyring }, async (fs, before) => {
    const isHalfDone = before.closed?.why === 'restoring';
    if (!isHalfDone && (await holdsDocuments(fs, dataDir)))
      throw new StoreRefused(
        `DATA_DIR ${dataDir} holds documents, and nothing in it was changed`,
        'restore into a folder that holds none. Example: DATA_DIR=./data-restored',
      );
    // From here on no bot starts on it until all of it is there.
    await changeMark(fs, dataDir, { closed: { why: 'restoring' } });
    if (isHalfDone) await removeDocuments(fs, dataDir);
    await writeFolderTexts(fs, dataDir, archivedTexts(file));
    await changeMark(fs, dataDir, { ...mark, closed: undefined });
  });
}

process.exitCode = await withConfig(restore);
