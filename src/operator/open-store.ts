import { guidPattern } from '../config/environment.js';
import { createRunStore, type RunStore } from '../engine/run-store.js';
import type { Log } from '../log.js';
import type { Documents } from '../storage/documents.js';
import { openStore } from '../store.js';
import { withConfig } from './with-config.js';

/**
 * What an operator does to what is kept, from the command line; with a data folder, while the bot is stopped: one process
 * owns it. Nothing here talks to Microsoft or Teams.
 */

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
 * Opens the store that the environment names, for as long as the work takes.
 * @param work resolves with the exit code
 * @returns the exit code; what went wrong was said on standard error
 */
export const withStore = (work: (store: Store) => Promise<number>): Promise<number> =>
  withConfig(async (config, log) => {
    const { documents, peers } = await openStore(config, log);
    try {
      const { retentionDays } = config;
      return await work({ documents, runs: createRunStore(documents, log, peers), log, retentionDays });
    } finally {
      await documents.close();
    }
  });
