import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import pg from 'pg';
import { sharedPostgres } from './shared-server.js';

const server = await sharedPostgres();
if ('cannot' in server)
  console.warn(`PostgreSQL cannot run on this machine: its tests are left out.\n${server.cannot}`);

/** `describe` where PostgreSQL runs; where it cannot, why was said and the tests are left out. */
export const describePostgres = 'cannot' in server ? describe.skip : describe;

/** A new, empty database on the server of the run; resolves with its address. */
export async function newDatabase(): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await inDatabase(addressOf('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
  return addressOf(name);
}

function addressOf(database: string): string {
  if ('cannot' in server) throw new Error(server.cannot);
  return `${server.address}${database}`;
}

/** Does something on a connection of its own. */
export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
