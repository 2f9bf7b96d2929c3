import type { Keyring } from '../keyring.js';
import type { Mark, Owner } from '../mark.js';
import { type FileSystem, machineFileSystem } from './file-system.js';
import { lockFolder } from './folder-lock.js';
import { mayHave } from './folder-mark.js';
import { recover } from './journal/recover.js';

/**
 * Does work on a data folder itself, while no bot works on it.
 * @throws StoreRefused when one does, or the folder is another cloud's or needs another key; ENOENT when it is not there
 */
export async function withFolder<T>(
  { dataDir, owner, keyring }: { dataDir: string; owner: Owner | undefined; keyring: Keyring },
  work: (fs: FileSystem, mark: Mark) => Promise<T>,
): Promise<T> {
  const fs = machineFileSystem;
  await fs.stat(dataDir);
  const lock = await lockFolder(dataDir);
  try {
    const mark = await mayHave(fs, dataDir, { owner, keyring, carries: true });
    await recover(fs, dataDir);
    return await work(fs, mark);
  } finally {
    await lock.release();
  }
}
