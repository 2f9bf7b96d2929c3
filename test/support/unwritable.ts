import { rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes the data folder's owner away from a bot that works, which then may not write into it.
 * @returns gives it back
 */
export async function nothingCanBeWritten(dataDir: string): Promise<() => Promise<void>> {
  const owner = join(dataDir, '.owner');
  await rename(owner, `${owner}-away`);
  return () => rename(`${owner}-away`, owner);
}
