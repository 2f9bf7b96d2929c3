import type { FileSystem } from './file-system.js';

/** Makes the names in a folder survive power loss. Windows cannot open folders, and keeps names safe by itself. */
export async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
