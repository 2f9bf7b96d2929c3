import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Who } from '../../support/people.js';
import { freePort } from './free-port.js';
import { peopleFile, peopleFileFor } from './persons.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const startWithinMs = 90_000;
const stopWithinMs = 12_000;

/** What `npm start` runs, as a process of its own with a data folder of its own. */
export type PlaygroundProcess = {
  /** The page to talk in. */
  url: string;
  sandboxUrl: string;
  botUrl: string;
  /** Stops the bot, the sandbox cloud and the Playground, and removes their folder. */
  stop(): Promise<void>;
};

/** Starts `dist/bundle/playground.js`; resolves when its page can be opened. @throws with what it printed when it does not start */
export async function startPlayground(who: Who = 'alex'): Promise<PlaygroundProcess> {
  // The Playground reads its people from, and writes its log to, the folder it is started in.
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
  if (who === 'alex') await copyFile(peopleFile, join(folder, basename(peopleFile)));
  else await writeFile(join(folder, basename(peopleFile)), peopleFileFor(who));
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'dist/bundle/playground.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      CLOUD: 'sandbox',
      PORT: '0',
      SANDBOX_PORT: '0',
      PLAYGROUND_PORT: String(port),
      DATA_DIR: join(folder, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  async function stop() {
    const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true });
  }
  try {
    return { url: `http://127.0.0.1:${port}`, ...(await ready(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves with the addresses of the sandbox cloud and of the bot. */
function ready(child: ChildProcess): Promise<{ sandboxUrl: string; botUrl: string }> {
  const printed: string[] = [];
  let addresses = { sandboxUrl: '', botUrl: '' };
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}; it printed:\n${printed.join('\n')}`));
    const late = setTimeout(() => fail(`not ready after ${startWithinMs} ms`), startWithinMs);
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(`npm start ended with ${code}`);
    });
    if (!child.stdout) return fail('no output');
    createInterface(child.stdout).on('line', (line) => {
      printed.push(line);
      if (line.includes('"msg":"ready"')) addresses = readAddresses(line);
      if (!line.includes('is ready. Open')) return;
      clearTimeout(late);
      resolve(addresses);
    });
  });
}

function readAddresses(line: string): { sandboxUrl: string; botUrl: string } {
  const { sandbox, url } = JSON.parse(line) as { sandbox: string; url: string };
  return { sandboxUrl: sandbox, botUrl: url };
}
