import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config/config.js';
import type { Owner } from './storage/mark.js';

/** What a configuration makes of its data folder. */

/** Where a sandbox that is started with the bot keeps its world. */
export const sandboxFolder = (dataDir: string): string => join(dataDir, 'sandbox');

/**
 * Whose the data folder has to be. A start at which nothing was said may not make a folder its own that does not say
 * whose it is, unless the sandbox cloud's world lies in it.
 */
export function ownerOf({ cloud, cloudIsSaid, microsoftCloud, addresses, dataDir }: OwnerConfig): Owner {
  const where = microsoftCloud === 'own' ? new URL(addresses.authority).host : microsoftCloud;
  const national = where === 'global' ? '' : `-${where}`;
  return {
    cloud: cloud === 'sandbox' ? cloud : `${cloud}${national}`,
    mayAdopt: cloudIsSaid || existsSync(sandboxFolder(dataDir)),
  };
}

type OwnerConfig = Pick<Config, 'cloud' | 'cloudIsSaid' | 'microsoftCloud' | 'addresses' | 'dataDir'>;
