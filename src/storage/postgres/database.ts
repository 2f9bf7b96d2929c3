import pg from 'pg';
import { backoffMs } from '../../base/backoff.js';
import type { RealTime } from '../../base/real-time.js';
import { StorageFailed } from '../failures.js';
import { asDatabaseFailure, isPassing } from './database-failures.js';

/** What a question to the database is answered: rows of plain values. */
type Row = Record<string, unknown>;

/** A connection that one question after the other is put on. */
export type Asker = { query<T extends Row>(sql: string, values?: readonly unknown[]): Promise<{ rows: T[] }> };

/** Connections of one process at a time. */
const mostConnections = 10;
const connectWithinMs = 5_000;
/** What takes longer is ended by the database, and soon after given up here. */
const answerWithinMs = 10_000;
const graceMs = 2_000;
/** How long an interruption, such as a restart of the database, is waited out before whoever asks is told of it. */
const patienceMs = 6_000;
const waits = { firstMs: 50, longestMs: 1_000 };

/** How a connection is opened, whatever it is for. */
export const connectionTo = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: connectWithinMs,
  statement_timeout: answerWithinMs,
  query_timeout: answerWithinMs + graceMs,
  keepAlive: true,
  application_name: 'upgrade-assistant',
});

/** The database, asked over a few connections that are opened anew as they break. */
export class Database {
  private readonly pool: pg.Pool;
  private closing: Promise<void> | undefined;
  /** Aborted once an interruption is not waited out any more. */
  private readonly hurrying = new AbortController();

  /**
   * @param time waits between attempts
   * @param patience how long an interruption is waited out, in milliseconds
   */
  constructor(
    url: string,
    private readonly time: RealTime,
    private readonly patience = patienceMs,
  ) {
    this.pool = new pg.Pool({ ...connectionTo(url), max: mostConnections });
    // A connection that nobody uses broke: the next question opens another, and says so where it cannot.
    this.pool.on('error', () => undefined);
  }

  /**
   * Puts a question that may be put twice: where the connection breaks it is, for a few seconds.
   * @param doing what it is for, such as "write run/7"
   * @throws StorageFailed
   */
  async ask<T extends Row>(doing: string, sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.again(doing, async () => (await this.pool.query<T>(sql, [...values])).rows);
  }

  /**
   * Does work of several questions as one transaction, which is as if it had not been where it fails. Where the connection
   * breaks it is done again from the beginning.
   * @param level what the transaction is to be, where that is not the usual
   */
  async transaction<T>(doing: string, work: (asker: Asker) => Promise<T>, level = ''): Promise<T> {
    return this.again(doing, async () => {
      const client = await this.pool.connect();
      let broken = true;
      try {
        await client.query(`BEGIN ${level}`);
        const result = await work({ query: (sql, values = []) => client.query(sql, [...values]) });
        await client.query('COMMIT');
        broken = false;
        return result;
      } finally {
        // A connection in the middle of a transaction is of no more use.
        client.release(broken);
      }
    });
  }

  /** Waits for nothing any more: whoever asks during an interruption is told of it at once. */
  hurry(): void {
    this.hurrying.abort();
  }

  /** Lets those questions that were put be answered, and goes. */
  close(): Promise<void> {
    this.closing ??= this.pool.end();
    return this.closing;
  }

  private async again<T>(doing: string, attempt: () => Promise<T>): Promise<T> {
    const until = this.time.now() + this.patience;
    for (let failures = 1; ; failures += 1) {
      if (this.closing) throw new StorageFailed('The store is closed.');
      try {
        return await attempt();
      } catch (error) {
        const wait = backoffMs(failures, waits);
        const isOver = this.hurrying.signal.aborted || this.time.now() + wait > until;
        if (isOver || !isPassing(error)) throw asDatabaseFailure(error, doing);
        await this.time.sleep(wait, this.hurrying.signal);
      }
    }
  }
}
