import type { FileSystem } from '../file-system.js';

/** Files of the journal lie in the data folder itself, counted up. */
const name = /^\.journal-(\d{1,15})$/;

export const journalName = (number: number): string => `.journal-${number}`;

/** The numbers of the journal's files in a data folder, in the order they were written. */
export async function journalsIn(fs: FileSystem, dataDir: string): Promise<number[]> {
  const files = await fs.readdir(dataDir);
  return files
    .flatMap((file) => name.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
