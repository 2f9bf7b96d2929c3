import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresPrograms } from './binaries.js';

/** Whom PostgreSQL runs as where the tests run as root, which it refuses. */
const nobody = 65_534;
const startsWithinMs = 20_000;

/** A real PostgreSQL of the tests' own. */
export type PostgresServer = {
  /** Address of a database on it. */
  url(database: string): string;
  pid: number;
  /** Ends it: `SIGINT` as an operator would, `SIGQUIT` as a crash. Resolves once it has gone. */
  stop(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Starts it again where it was, on the same port. */
  start(): Promise<void>;
};

/**
 * Makes a server in a folder, and starts it.
 * @throws with what it said when it cannot run on this machine
 */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  const programs = await postgresPrograms(folder, isRoot);
  const dataDir = join(folder, 'data');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (isRoot) await chown(dataDir, nobody, nobody);
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', LC_MESSAGES: 'C' };
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['--pgdata', dataDir, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
    { ...as, env, cwd: '/' },
  );
  const port = await freePort();
  // What is killed here is the process, not the machine: nothing need reach the disk.
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 300,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let child: ChildProcess;
  const server: PostgresServer = {
    url: (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`,
    pid: 0,
    async start() {
      const log = await open(join(folder, 'log'), 'a');
      const stdio: ['ignore', number, number] = ['ignore', log.fd, log.fd];
      child = spawn(join(programs, 'postgres'), ['-D', dataDir, ...flags], {
        ...as,
        env,
        cwd: '/',
        stdio,
        detached: true,
      });
      child.unref();
      await log.close();
      server.pid = child.pid ?? 0;
      await untilItAnswers(server.url('postgres'), child);
    },
    async stop(signal = 'SIGINT') {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
  await server.start();
  return server;
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + startsWithinMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (child.exitCode !== null || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
