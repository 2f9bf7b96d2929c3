import { formatProblems, readConfig } from '../config/config.js';
import { loadEnvFile } from '../config/env-file.js';
import { guidPattern } from '../config/environment.js';
import { createRunStore, type RunStore } from '../engine/run-store.js';
import { createLog, type Log } from '../log.js';
import type { Documents } from '../storage/documents.js';
import { StoreRefused } from '../storage/failures.js';
import { openStore } from '../store.js';

/**
 * What an operator does to what is kept, from the command line and while the bot is stopped: one process owns a data
 * folder. Nothing here talks to Microsoft or Teams.
 */

/** Exit code of a start that the configuration does not allow (sysexits EX_CONFIG). */
const badConfiguration = 78;

/** Ids of tenants and people as they are kept; of practice tenants as they are written. */
export const idAsKept = (id: string): string => (guidPattern.test(id) ? id.toLowerCase() : id);

export type Store = {
  documents: Documents;
  runs: RunStore;
  log: Log;
  /** As configured. */
  retentionDays: number;
};

/**
 * Opens the data folder that the environment names, for as long as the work takes.
 * @param work resolves with the exit code
 * @returns the exit code; what went wrong was said on standard error
 */
export async function withStore(work: (store: Store) => Promise<number>): Promise<number> {
  loadEnvFile(process.env);
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(formatProblems(read.problems));
    return badConfiguration;
  }
  const { logLevel: level, retentionDays } = read.config;
  // Standard output is for what was asked for.
  const log = createLog({ level, destination: { write: (line) => void process.stderr.write(line) } });
  try {
    const { documents, peers } = await openStore(read.config, log);
    try {
      return await work({ documents, runs: createRunStore(documents, log, peers), log, retentionDays });
    } finally {
      await documents.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof StoreRefused ? badConfiguration : 1;
  }
}
