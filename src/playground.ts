import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { runUntilStopped } from './main.js';

/**
 * `npm start`: the bot with its sandbox cloud, and the Microsoft 365 Agents Playground to talk to it in. The Playground
 * is a tool for trying out; production runs `main.ts` alone.
 */

const port = Number(process.env.PLAYGROUND_PORT ?? 56150);
const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
const address = `http://localhost:${port}`;

await runUntilStopped({
  async beside({ url }) {
    const playground = spawn(
      process.execPath,
      [cli, 'start', '-e', `${url}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ready = await new Promise<boolean>((resolve) => {
      playground.once('exit', () => resolve(false));
      playground.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes(`Listening on ${port}`)) resolve(true);
        else if (chunk.includes('Listening on')) resolve(false);
      });
    });
    if (!ready) {
      playground.kill();
      throw new Error(`the Playground could not use port ${port}: free it, or set PLAYGROUND_PORT to another`);
    }
    console.log(`\nUpgrade Assistant is ready. Open ${address} and say hello.\n`);
    return () => void playground.kill();
  },
});
