import { formatProblems, readConfig } from '../config/config.js';
import { loadEnvFile } from '../config/env-file.js';
import { codeOf, StoreRefused } from '../storage/failures.js';
import { keyringOf } from '../storage/keyring.js';
import { type Rotated, rotate } from '../storage/lowdb/rotate.js';

/**
 * `npm run rotate`: encrypts every document with SECRET_KEY, whatever it was encrypted with before (SECRET_KEY_FORMER)
 * or not at all; without SECRET_KEY it decrypts them. The bot must be stopped. May be ended and run again.
 */

/** Exit code of a start that the configuration does not allow (sysexits EX_CONFIG). */
const badConfiguration = 78;

/** @returns the exit code */
async function run(): Promise<number> {
  loadEnvFile(process.env);
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(formatProblems(read.problems));
    return badConfiguration;
  }
  const { dataDir, secretKey } = read.config;
  try {
    return tell(await rotate(dataDir, keyringOf(read.config)), dataDir, secretKey !== undefined);
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT';
    console.error(isMissing ? `DATA_DIR ${dataDir} does not exist` : error instanceof Error ? error.message : error);
    return error instanceof StoreRefused ? badConfiguration : 1;
  }
}

function tell({ changed, unchanged, unread }: Rotated, dataDir: string, isEncrypted: boolean): number {
  const how = isEncrypted ? 'encrypted with SECRET_KEY' : 'decrypted';
  console.log(`${dataDir}: ${changed} documents ${how}, ${unchanged} were already`);
  console.log('Nothing that can be read needs the former key any more: take SECRET_KEY_FORMER away.');
  if (unread.length === 0) return 0;
  console.error(`Not read with any key there is, and left as they were:\n${unread.join('\n')}`);
  return 1;
}

process.exitCode = await run();
