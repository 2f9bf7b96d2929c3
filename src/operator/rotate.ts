import type { Config } from '../config/config.js';
import { codeOf } from '../storage/failures.js';
import { keyringOf } from '../storage/keyring.js';
import { rotate } from '../storage/lowdb/rotate.js';
import { withPostgres } from '../storage/postgres/open.js';
import { rotateDatabase } from '../storage/postgres/rotate.js';
import type { Rotated } from '../storage/rotated.js';
import { withConfig } from './with-config.js';

/**
 * `npm run rotate`: encrypts every document with SECRET_KEY, whatever it was encrypted with before (SECRET_KEY_FORMER)
 * or not at all; without SECRET_KEY it decrypts them. Every bot must be stopped. May be ended and run again.
 */

/** @returns the exit code */
async function run(config: Config): Promise<number> {
  const { dataDir, databaseUrl: url, secretKey } = config;
  const keyring = keyringOf(config);
  if (url !== undefined) {
    const rotated = await withPostgres({ url, keyring }, 'alone', async (database, name) => ({
      name,
      ...(await rotateDatabase(database, keyring)),
    }));
    return tell(rotated, rotated.name, secretKey !== undefined);
  }
  try {
    return tell(await rotate(dataDir, keyring), dataDir, secretKey !== undefined);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    console.error(`DATA_DIR ${dataDir} does not exist`);
    return 1;
  }
}

function tell({ changed, unchanged, unread }: Rotated, where: string, isEncrypted: boolean): number {
  const how = isEncrypted ? 'encrypted with SECRET_KEY' : 'decrypted';
  console.log(`${where}: ${changed} documents ${how}, ${unchanged} were already`);
  console.log('Nothing that can be read needs the former key any more: take SECRET_KEY_FORMER away.');
  if (unread.length === 0) return 0;
  console.error(`Not read with any key there is, and left as they were:\n${unread.join('\n')}`);
  return 1;
}

process.exitCode = await withConfig(run);
