import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Documents } from '../../../src/storage/documents.js';
import { type LowdbOptions, openLowdb } from '../../../src/storage/lowdb/open.js';

export type TemporaryFolder = {
  dataDir: string;
  open(options?: Omit<LowdbOptions, 'dataDir'>): Promise<Documents>;
  /** Closes what was opened and removes the folder. */
  end(): Promise<void>;
};

/** A data folder of a test's own. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), 'documents-'));
  const opened: Documents[] = [];
  return {
    dataDir,
    async open(options = {}) {
      const documents = await openLowdb({ dataDir, ...options });
      opened.push(documents);
      return documents;
    },
    async end() {
      for (const documents of opened) await documents.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
