import pg from 'pg';
import { backoffMs } from '../../base/backoff.js';
import { Loop } from '../../base/loop.js';
import type { RealTime } from '../../base/real-time.js';
import type { StorageLog } from '../storage-log.js';
import { type Asker, connectionTo } from './database.js';
import { InUse } from './database-failures.js';

/** How often it is looked whether the connection is there, and how long anything asked on it may take. */
const beatMs = 3_000;
const waits = { firstMs: 100, longestMs: 5_000 };
/**
 * How the database notices a machine that went away without a word: after twenty seconds, which is later than this
 * process gives the connection up itself, so that what is held on it is never two processes'.
 */
const endOfTheSilent = 'SET tcp_keepalives_idle = 8; SET tcp_keepalives_interval = 4; SET tcp_keepalives_count = 3';

/** `shared` as bots do, beside each other; `alone` for what may not be while any of them works. */
export type Use = 'shared' | 'alone';

const useLock = "hashtextextended('upgrade-assistant in use', 0)";

type Options = {
  url: string;
  use: Use;
  /** Where notices are heard. */
  channel: string;
  heard: (payload: string) => void;
  /** Another connection took the place of one that broke: nothing is held, and something may not have been heard. */
  reopened: () => void;
  /** A connection broke, and with it what was held is gone. */
  lost: () => void;
  time: RealTime;
  log: StorageLog | undefined;
};

/**
 * The one connection of a process that lasts: what is held is held on it, and what others tell is heard on it. Where it
 * breaks it is opened anew, until this is stopped.
 */
export class Session extends Loop<number> {
  private client: pg.Client | undefined;
  private askable: Asker | undefined;
  private failures = 0;

  constructor(private readonly options: Options) {
    super();
  }

  /** Asks on the connection, which is given up where that fails; undefined while there is none. */
  get asker(): Asker | undefined {
    return this.askable;
  }

  /** Rejects with the database's error where it cannot be opened the first time. */
  async open(): Promise<void> {
    await this.connect();
    this.start();
  }

  override async stop(): Promise<void> {
    await super.stop();
    const { client } = this;
    this.giveUp(client);
    await client?.end().catch(() => undefined);
  }

  /** @returns how long to rest, in milliseconds */
  protected async round(): Promise<number> {
    try {
      if (this.askable) await this.askable.query('SELECT 1');
      else await this.reopen();
      this.failures = 0;
      return beatMs;
    } catch (error) {
      this.failures += 1;
      this.options.log?.warn({ err: error }, 'The connection that processes share work over is broken; trying again');
      return backoffMs(this.failures, waits);
    }
  }

  protected rest(ms: number, signal: AbortSignal): Promise<void> {
    return this.options.time.sleep(ms, signal);
  }

  private async reopen(): Promise<void> {
    await this.connect();
    this.options.reopened();
  }

  private async connect(): Promise<void> {
    const { url, use, channel, heard } = this.options;
    const client = new pg.Client({ ...connectionTo(url), query_timeout: beatMs });
    client.on('error', () => this.giveUp(client));
    client.on('end', () => this.giveUp(client));
    client.on('notification', ({ payload = '' }) => heard(payload));
    try {
      await client.connect();
      await client.query(endOfTheSilent);
      await take(client, use);
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    this.askable = { query: (sql, values = []) => this.ask(client, sql, values) };
  }

  private async ask<T extends Record<string, unknown>>(client: pg.Client, sql: string, values: readonly unknown[]) {
    try {
      return await client.query<T>(sql, [...values]);
    } catch (error) {
      // Whether it was done, such as a lock taken, is not known: it is undone with the connection.
      this.giveUp(client);
      throw error;
    }
  }

  private giveUp(client: pg.Client | undefined): void {
    if (!client || client !== this.client) return;
    this.client = undefined;
    this.askable = undefined;
    client.end().catch(() => undefined);
    this.options.lost();
    this.nudge();
  }
}

/** @throws InUse */
async function take(client: pg.Client, use: Use): Promise<void> {
  const kind = use === 'shared' ? '_shared' : '';
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock${kind}(${useLock}) AS taken`);
  if (!rows[0]?.taken) throw new InUse(`could not be had ${use}`);
}
