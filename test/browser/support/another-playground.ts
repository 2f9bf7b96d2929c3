import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Who } from '../../support/people.js';
import { freePort } from './free-port.js';
import { peopleFileFor } from './persons.js';

const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
const startWithinMs = 90_000;

/**
 * A Playground of its own for a further person who talks to a bot that runs already: one Playground has one person.
 * @throws with what it printed when it does not start
 */
export async function anotherPlayground(botUrl: string, who: Who): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
  await writeFile(join(folder, '.m365agentsplayground.yml'), peopleFileFor(who));
  const port = await freePort();
  const args = [cli, 'start', '-e', `${botUrl}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const printed: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}; it printed:\n${printed.join('')}`));
      const late = setTimeout(() => fail(`not ready after ${startWithinMs} ms`), startWithinMs);
      child.once('exit', (code) => {
        clearTimeout(late);
        fail(`the Playground ended with ${code}`);
      });
      child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        printed.push(chunk.toString());
        if (!printed.join('').includes(`Listening on ${port}`)) return;
        clearTimeout(late);
        resolve();
      });
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}
