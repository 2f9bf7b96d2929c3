import * as promises from 'node:fs/promises';

/** What the store asks of the disk; a parameter, so that a test can make the disk fail. */
export type FileSystem = Pick<
  typeof promises,
  'open' | 'rename' | 'unlink' | 'readdir' | 'readFile' | 'mkdir' | 'rmdir' | 'lstat' | 'stat' | 'chmod'
>;

/** The machine's own disk. */
export const machineFileSystem: FileSystem = promises;
