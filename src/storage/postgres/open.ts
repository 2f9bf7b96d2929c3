import { machineTime } from '../../base/real-time.js';
import type { Documents } from '../documents.js';
import { type Keyring, keyringOf } from '../keyring.js';
import type { Owner } from '../mark.js';
import type { Peers } from '../peers.js';
import type { StorageLog } from '../storage-log.js';
import { Database } from './database.js';
import { asRefusal, databaseName } from './database-failures.js';
import { claimDatabase } from './database-mark.js';
import { PostgresDocuments } from './documents.js';
import { forgetfulSettings } from './look.js';
import { migrate } from './migrate.js';
import { PostgresPaces } from './paces.js';
import { PostgresPeers } from './peers.js';
import type { Use } from './session.js';

export type PostgresOptions = {
  /** `postgresql://user:password@host:port/name`: a direct connection, or a pooler that keeps sessions apart. */
  url: string;
  /** Whose documents they are; left out, the database is not asked and not marked. */
  owner?: Owner;
  /** What documents are encrypted with; nothing when left out. */
  keyring?: Keyring;
  log?: StorageLog;
  /** How long an interruption of the database is waited out, in milliseconds; some seconds when left out. */
  patienceMs?: number;
};

export type PostgresStore = {
  documents: Documents;
  peers: Peers;
  paces: PostgresPaces;
  /** For a process that ends: an interruption of the database is waited out no longer. */
  hurry: () => void;
};

/**
 * Opens the store for many machines: PostgreSQL, with a row a document. Brings its tables up to date.
 * @throws StoreRefused when the database cannot be reached, is not whole or of a newer program, belongs to another cloud,
 * needs another key, or is being carried over, rotated or restored
 */
export async function openPostgres(options: PostgresOptions): Promise<PostgresStore> {
  const { keyring = keyringOf({}), log } = options;
  const { database, peers, close } = await connect(options, 'shared');
  const telling = peers.telling.bind(peers);
  const documents = new PostgresDocuments({ database, keyring, log, telling, closing: close });
  return { documents, peers, paces: new PostgresPaces(database, log), hurry: () => database.hurry() };
}

/**
 * Does work on the database itself.
 * @param use `alone`: while nobody else works on it
 * @param work is given the database, and how it is told of
 * @throws StoreRefused as {@link openPostgres}; alone, also while a bot works on it
 */
export async function withPostgres<T>(
  options: PostgresOptions,
  use: Use,
  work: (database: Database, name: string) => Promise<T>,
): Promise<T> {
  const { database, close } = await connect(options, use);
  try {
    return await work(database, databaseName(options.url));
  } finally {
    await close();
  }
}

async function connect({ url, owner, keyring = keyringOf({}), log, patienceMs }: PostgresOptions, use: Use) {
  const time = machineTime();
  const database = new Database(url, time, patienceMs);
  const peers = new PostgresPeers({ url, use, database, time, log });
  const close = async () => {
    await peers.close();
    await database.close();
  };
  try {
    // First, and tried once: at a start nobody waits for a database that is not there.
    await peers.open();
    const name = databaseName(url);
    await migrate(database, name);
    const forgetful = await database.transaction('look at its settings', forgetfulSettings);
    if (forgetful.length > 0) log?.warn({ off: forgetful }, 'The database may forget what it has acknowledged');
    const areOlder = await claimDatabase(database, name, { owner, keyring, carries: use === 'alone' });
    if (areOlder && use === 'shared')
      log?.warn({}, 'Documents get the new key as they change: stop all bots, and run npm run rotate for all');
  } catch (error) {
    await close();
    throw asRefusal(error, url);
  }
  return { database, peers, close };
}
