import type { FileSystem } from './file-system.js';

/** What a kind, and so its folder, may be called. */
export const kindName = /^[a-z][a-z0-9_-]*$/;

/** Names of the folders in which documents may lie: what else is beside them, such as `lost+found`, is not ours. */
export async function kindFolders(fs: FileSystem, dataDir: string): Promise<string[]> {
  const entries = await fs.readdir(dataDir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && kindName.test(entry.name)).map(({ name }) => name);
}
