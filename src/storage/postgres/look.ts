import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { TookTooLong, within } from '../../base/deadline.js';
import { machineTime, type RealTime } from '../../base/real-time.js';
import { StoreRefused } from '../failures.js';
import { type Claiming, mayClaim } from '../mark.js';
import { type Asker, connectionTo, Database } from './database.js';
import { asRefusal, databaseName } from './database-failures.js';
import { asTold, readMark } from './database-mark.js';
import { lookAtTables } from './migrate.js';

/** What is seen of a database before bots start on it. */
export type DatabaseSeen = {
  name: string;
  /** Whether the tables are there. */
  isBegun: boolean;
  /** Settings that let it forget what it has acknowledged when the power goes. */
  forgetful: string[];
};

const hearsWithinMs = 3_000;

/**
 * Looks whether bots can work on a database, and changes nothing in it.
 * @throws StoreRefused when they cannot, for whatever reason
 */
export async function lookAtDatabase(url: string, claim: Claiming): Promise<DatabaseSeen> {
  const time = machineTime();
  const database = new Database(url, time, 0);
  const name = databaseName(url);
  try {
    const seen = await database.transaction('look at the database', (asker) => look(asker, name, claim), 'READ ONLY');
    await hear(url, database, time);
    return { name, ...seen };
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    await database.close();
  }
}

async function look(asker: Asker, name: string, claim: Claiming): Promise<Omit<DatabaseSeen, 'name'>> {
  const isBegun = (await lookAtTables(asker, name)) !== undefined;
  if (isBegun) await mayClaim(await readMark(asker, false), claim, asTold(asker, name));
  return { isBegun, forgetful: await forgetfulSettings(asker) };
}

/** Settings of the database that let it forget what it has acknowledged when the power goes. */
export async function forgetfulSettings(asker: Asker): Promise<string[]> {
  const { rows } = await asker.query<{ name: string }>(
    `SELECT name FROM pg_settings
     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

/** A pooler that gives each question another session delivers nothing and keeps no lock: bots would not know of each other. */
async function hear(url: string, database: Database, time: RealTime): Promise<void> {
  const listener = new pg.Client(connectionTo(url));
  listener.on('error', () => undefined);
  const word = randomUUID();
  try {
    await listener.connect();
    const heard = new Promise<void>((resolve) => {
      listener.on('notification', ({ payload }) => {
        if (payload === word) resolve();
      });
    });
    await listener.query('LISTEN upgrade_assistant_look');
    await database.ask('tell something', "SELECT pg_notify('upgrade_assistant_look', $1)", [word]);
    await within(heard, hearsWithinMs, time);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    throw new StoreRefused(
      `${databaseName(url)} does not deliver notifications`,
      'connect to PostgreSQL itself, or through a pooler that keeps sessions apart (session pooling)',
      { cause: error },
    );
  } finally {
    await listener.end().catch(() => undefined);
  }
}
