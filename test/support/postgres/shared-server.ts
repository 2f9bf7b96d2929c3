import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { z } from 'zod';
import { startPostgres } from './server.js';

/** One PostgreSQL for all tests of a run, started by the first that needs it; it is stopped in the global teardown. */

const startedSchema = z.union([z.object({ address: z.string(), pid: z.number() }), z.object({ cannot: z.string() })]);
type Started = z.infer<typeof startedSchema>;

/** @returns how it is reached, or why it cannot run on this machine */
export async function sharedPostgres(): Promise<Started> {
  const folder = process.env.TEST_POSTGRES_DIR;
  if (!folder) throw new Error('TEST_POSTGRES_DIR is set by the global setup of jest');
  const release = await lockfile.lock(folder, { retries: { retries: 600, minTimeout: 50, maxTimeout: 50 } });
  try {
    const note = join(folder, 'started.json');
    const known = await readFile(note, 'utf8').catch(() => undefined);
    if (known !== undefined) return startedSchema.parse(JSON.parse(known));
    const started = await start(folder);
    await writeFile(note, JSON.stringify(started));
    return started;
  } finally {
    await release();
  }
}

async function start(folder: string): Promise<Started> {
  try {
    const server = await startPostgres(folder);
    return { address: server.url(''), pid: server.pid };
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}
