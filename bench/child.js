import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server of this folder in a process of its own. @returns the process, and where it listens */
export async function child(file, ...args) {
  const started = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const [told] = await once(started, 'message');
  return Object.assign(started, told);
}
