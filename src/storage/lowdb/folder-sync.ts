import type { FileSystem } from './file-system.js';

/**
 * Makes the names in a folder survive power loss. Calls that come while a sync is running share the next one: a sync
 * that began before one's own rename would prove nothing.
 */
export function folderSync(fs: FileSystem, folder: string): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    const begin = () => {
      running = next ?? running;
      next = undefined;
      return syncFolder(fs, folder);
    };
    next ??= running.then(begin, begin);
    return next;
  };
}

/** One sync of a folder. Windows cannot open folders, and keeps names safe by itself. */
export async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
