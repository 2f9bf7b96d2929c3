import type { Config } from './config/config.js';
import { ownerOf } from './data-folder.js';
import type { Documents } from './storage/documents.js';
import { keyringOf } from './storage/keyring.js';
import { openLowdb } from './storage/lowdb/open.js';
import { memoryPaces, type Paces } from './storage/paces.js';
import { alone, type Peers } from './storage/peers.js';
import type { StorageLog } from './storage/storage-log.js';

/** Where everything is kept that is not to be lost, and the other processes that work on it. */
export type Store = {
  documents: Documents;
  peers: Peers;
  paces: Paces;
  /** For a process that ends: nothing that passes is waited out any longer. */
  hurry: () => void;
};

type StoreConfig = Pick<
  Config,
  'dataDir' | 'databaseUrl' | 'secretKey' | 'formerKey' | 'cloud' | 'cloudIsSaid' | 'microsoftCloud' | 'addresses'
>;

/**
 * Opens the store that the configuration names: a database for any number of processes, or a folder for one.
 * @throws StoreRefused when this start may not have it; StorageFailed when it cannot be made or read
 */
export async function openStore(config: StoreConfig, log: StorageLog): Promise<Store> {
  const { dataDir, databaseUrl: url } = config;
  const options = { owner: ownerOf(config), keyring: keyringOf(config), log };
  if (url !== undefined) {
    // Most bots have a folder, and do without the driver of a database.
    const { openPostgres } = await import('./storage/postgres/open.js');
    return openPostgres({ url, ...options });
  }
  return { documents: await openLowdb({ dataDir, ...options }), peers: alone(), paces: memoryPaces(), hurry: () => {} };
}
