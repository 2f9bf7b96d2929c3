import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

/** The real process with a log that takes no line: a full disk, and a pipe whose reader is gone. */

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function isAlive(url: string): Promise<boolean> {
  for (let left = 200; left > 0; left -= 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === 200) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

it.each(['a full disk', 'a pipe that nobody reads'])('goes on and stops in time with its log on %s', async (where) => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const port = await freePort();
  const full = where === 'a full disk' ? openSync('/dev/full', 'w') : undefined;
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH ?? '',
      CLOUD: 'sandbox',
      PORT: String(port),
      SANDBOX_PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'debug',
    },
    stdio: ['ignore', full ?? 'pipe', full ?? 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdout?.destroy();
  child.stderr?.destroy();
  try {
    expect(await isAlive(`http://127.0.0.1:${port}/healthz`)).toBe(true);
    expect(await isAlive(`http://127.0.0.1:${port}/readyz`)).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
