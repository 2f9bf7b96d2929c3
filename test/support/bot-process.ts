import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { toldBy } from './nothing-told.js';

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

/** The bot as a process of its own, to be killed and started again. Its end tells where it printed what it may not. */
export type BotProcess = {
  pid: number;
  url: string;
  /** Where health details and metrics are told. */
  adminUrl: string;
  sandboxUrl: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Its exit code once it has ended; null where a signal ended it. */
  ended: Promise<number | null>;
  /** What it printed last, one line of it. */
  lastSaid(): string;
  /** Asks it to stop; resolves with its exit code. */
  terminate(): Promise<number | null>;
};

/**
 * Starts `dist/bundle/main.js`, or what `command` says; resolves when it takes turns.
 * @throws with what it printed when it does not
 */
export async function startBotProcess(
  env: Record<string, string>,
  [program, ...args]: [string, ...string[]] = [process.execPath, main],
): Promise<BotProcess> {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const told = toldBy();
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream)
      createInterface(stream).on('line', (line) => {
        last = line;
        told.write(line);
      });
  }
  const { url, admin, sandbox } = await ready(child);
  return {
    pid: child.pid ?? 0,
    url,
    adminUrl: admin,
    sandboxUrl: sandbox,
    ended,
    lastSaid: () => last,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      told.check();
    },
    async terminate() {
      child.kill('SIGTERM');
      const code = await ended;
      told.check();
      return code;
    },
  };
}

/** What the bot says of itself when it takes turns. */
type Ready = { url: string; admin: string; sandbox: string };

function ready(child: ChildProcess): Promise<Ready> {
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code}:\n${printed.join('\n')}`)));
    if (!child.stdout) return reject(new Error('no output'));
    createInterface(child.stdout).on('line', (line) => {
      printed.push(line);
      if (!line.includes('"msg":"ready"')) return;
      resolve(JSON.parse(line) as Ready);
    });
  });
}
