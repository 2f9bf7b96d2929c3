import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the PostgreSQL of this run; it is started by the first test that needs it. */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  chmodSync(folder, 0o755);
  process.env.TEST_POSTGRES_DIR = folder;
}
