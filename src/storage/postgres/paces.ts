import { createHash } from 'node:crypto';
import { keyOf } from '../../base/key-of.js';
import type { Pace, PaceLimit, Paces } from '../paces.js';
import type { StorageLog } from '../storage-log.js';
import type { Database } from './database.js';
import { schemaName } from './migrations.js';

/** Tells one person from another, and nobody who they are. */
const named = (what: string, person: string): string =>
  createHash('sha256').update(keyOf(what, person)).digest('base64');

/** Old counts are swept out about once in so many. */
const sweepEvery = 1_000;

/**
 * How fast each person takes turns, whichever process takes them. By the database's clock, and forgotten when that goes
 * down: it is no more than a limit.
 */
export class PostgresPaces implements Paces {
  private counted = 0;

  constructor(
    private readonly database: Database,
    private readonly log: StorageLog | undefined,
  ) {}

  /** Counts a turn. @param what what is limited, such as `turns` */
  async take(what: string, person: string, limit: PaceLimit): Promise<Pace> {
    this.counted += 1;
    if (this.counted % sweepEvery === 0) void this.sweep();
    try {
      return await this.count(named(what, person), limit);
    } catch (error) {
      // The turn itself tells that nothing can be read; being slow is not what it is refused for.
      this.log?.warn({ err: error }, 'How fast a person takes turns could not be counted');
      return 'fine';
    }
  }

  private async count(who: string, { turns, windowMs }: PaceLimit): Promise<Pace> {
    // The newest turns alone decide, so a flood takes no room. `told` is whether the turn before was over already.
    const recent = `SELECT t FROM unnest(pace.turns) t WHERE t > clock_timestamp() - $2 * interval '1 millisecond'
      ORDER BY t DESC LIMIT $3`;
    const [row] = await this.database.ask<{ over: boolean; told: boolean }>(
      'count a turn',
      `INSERT INTO ${schemaName}.pace AS pace (who, turns, over, told)
       VALUES ($1, ARRAY[clock_timestamp()], $3::integer < 1, false)
       ON CONFLICT (who) DO UPDATE SET
         turns = ARRAY(${recent}) || clock_timestamp(),
         over = (SELECT count(*) FROM (${recent}) r) >= $3,
         told = pace.over
       RETURNING over, told`,
      [who, windowMs, turns],
    );
    if (!row?.over) return 'fine';
    return row.told ? 'stillOver' : 'over';
  }

  private async sweep(): Promise<void> {
    await this.database
      .ask(
        'forget old turns',
        `DELETE FROM ${schemaName}.pace WHERE turns[array_upper(turns, 1)] < clock_timestamp() - interval '1 hour'`,
      )
      .catch((error: unknown) => this.log?.warn({ err: error }, 'Old counts of turns could not be deleted'));
  }
}
