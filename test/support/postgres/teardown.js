import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Stops the PostgreSQL of this run, where one was started. */
export default async function teardown() {
  const folder = process.env.TEST_POSTGRES_DIR ?? '';
  const note = join(folder, 'started.json');
  const { pid } = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  if (pid) {
    process.kill(pid, 'SIGQUIT');
    while (isThere(pid)) await setTimeout(20);
  }
  rmSync(folder, { recursive: true, force: true });
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return existsSync(join(process.env.TEST_POSTGRES_DIR ?? '', 'data', 'postmaster.pid'));
  } catch {
    return false;
  }
}
