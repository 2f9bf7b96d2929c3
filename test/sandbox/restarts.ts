import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { type OpenSandbox, openSandbox } from './support.js';

/**
 * Sandboxes one after another over one folder, a new one for each test. An earlier one is left running and never
 * closed, as after a kill nothing of it gets to tidy up.
 */
export function restarts() {
  let dataDir: string;
  const open: OpenSandbox[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
    rmSync(dataDir, { recursive: true });
  });
  return {
    journal: () => join(dataDir, 'journal.jsonl'),
    async start() {
      const sandbox = await openSandbox({ dataDir });
      open.push(sandbox);
      return sandbox;
    },
  };
}
