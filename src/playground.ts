import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readConfig } from './config/config.js';
import { loadEnvFile } from './config/env-file.js';

/**
 * `npm start`: the bot with its sandbox cloud, and the Microsoft 365 Agents Playground to talk to it in. The Playground
 * is a tool for trying out; production runs `main.ts` alone.
 */

const port = Number(process.env.PLAYGROUND_PORT ?? 56150);
const cli = findPlayground();

function findPlayground(): string {
  try {
    return createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    console.error('the Playground is not installed here: npm run serve starts the bot alone; npm ci installs it');
    process.exit(1);
  }
}

type Playground = { child: ChildProcess; isReady: Promise<boolean> };

function openPlayground(botUrl: string): Playground {
  const child = spawn(
    process.execPath,
    [cli, 'start', '-e', `${botUrl}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  process.once('exit', () => child.kill());
  const isReady = new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout.on('data', (chunk: Buffer) => {
      // A port that is taken makes it listen on another, where nobody would look.
      if (chunk.includes('Listening on')) resolve(chunk.includes(`Listening on ${port}`));
    });
  });
  return { child, isReady };
}

loadEnvFile(process.env);
const read = readConfig(process.env);
// It takes as long to come up as the bot does, so it starts beside it where the bot's address is known already.
const early = read.ok && read.config.port !== 0 ? openPlayground(`http://127.0.0.1:${read.config.port}`) : undefined;
const { runUntilStopped } = await import('./run-until-stopped.js');

await runUntilStopped({
  async beside({ url }) {
    const { child, isReady } = early ?? openPlayground(url);
    if (!(await isReady)) {
      throw new Error(`the Playground could not use port ${port}: free it, or set PLAYGROUND_PORT to another`);
    }
    console.log(`\nUpgrade Assistant is ready. Open http://localhost:${port} and say hello.\n`);
    return () => void child.kill();
  },
});
