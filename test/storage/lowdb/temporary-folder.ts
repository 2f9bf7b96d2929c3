import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Documents } from '../../../src/storage/documents.js';
import { type LowdbOptions, openLowdb } from '../../../src/storage/lowdb/open.js';

export type TemporaryFolder = {
  dataDir: string;
  open(options?: Omit<LowdbOptions, 'dataDir'>): Promise<Documents>;
  /** As what is on the disk at this moment would be opened after a kill. */
  openAsKilled(log?: LowdbOptions['log']): Promise<Documents>;
  /** Closes what was opened and removes the folder. */
  end(): Promise<void>;
};

/** A data folder of a test's own. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), 'documents-'));
  const opened: Documents[] = [];
  const copies: string[] = [];
  return {
    dataDir,
    async open(options = {}) {
      const documents = await openLowdb({ dataDir, ...options });
      opened.push(documents);
      return documents;
    },
    async openAsKilled(log) {
      const copy = `${dataDir}-killed-${opened.length}`;
      const isLock = (path: string) => /^\.(owner|door)/.test(basename(path));
      await cp(dataDir, copy, { recursive: true, filter: (path) => !isLock(path) });
      copies.push(copy);
      const documents = await openLowdb({ dataDir: copy, ...(log && { log }) });
      opened.push(documents);
      return documents;
    },
    async end() {
      for (const documents of opened) await documents.close();
      for (const path of [dataDir, ...copies]) await rm(path, { recursive: true, force: true });
    },
  };
}
