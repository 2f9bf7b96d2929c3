import { describe } from '@jest/globals';
import { z } from 'zod';
import { createRunStore } from '../../src/engine/run-store.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import type { Kept } from '../../src/retention/forget.js';
import { periodsOf } from '../../src/retention/periods.js';
import { sweep } from '../../src/retention/sweep.js';
import type { Documents } from '../../src/storage/documents.js';
import { openPostgres } from '../../src/storage/postgres/open.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import { Leavings } from '../../src/teams/people/leavings.js';
import { noted } from '../../src/upgrade/run/record.js';
import type { Run, StateName } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { describePostgres, inDatabase, newDatabase } from '../support/postgres/databases.js';
import { at, now, runIn } from '../support/runs.js';

const day = 24 * 3_600_000;
/** So many days after the runs of the tests ended. */
export const daysOn = (days: number): Date => new Date(now.getTime() + days * day);

/** A completed run whose old plan runs out in 300 days. */
export const runningOut = {
  state: {
    is: 'completed',
    at,
    oldPlanKept: false,
    oldPlan: { is: 'runsOut', until: daysOn(300).toISOString(), told: false },
    nextAt: daysOn(300).toISOString(),
  },
} as const;

export type KeptInStore = ReturnType<typeof keptIn>;

/** Runs the same tests on a data folder and on a database. */
export function onEveryStore(tests: (begin: () => Promise<KeptInStore>) => void): void {
  describe('in a data folder', () =>
    tests(async () => {
      const folder = await temporaryFolder();
      return keptIn(await folder.open(), () => folder.end());
    }));
  describePostgres('in PostgreSQL', () => {
    let database: Promise<string> | undefined;
    tests(async () => {
      database ??= newDatabase();
      const url = await database;
      const { documents } = await openPostgres({ url });
      await inDatabase(url, (client) => client.query('TRUNCATE upgrade_assistant.document'));
      return keptIn(documents, () => documents.close());
    });
  });
}

/** What a bot keeps, and the sweep over it at whatever time. */
function keptIn(documents: Documents, end: () => Promise<void>) {
  const runs = createRunStore(documents);
  const followers = new Followers(documents);
  let today = now;
  const kept: Kept = { documents, runs, now: () => today };
  /** What the log was told. */
  const told: Record<string, unknown>[] = [];
  /** What Graph says of people's roles; undefined: it cannot be asked. Of others that they may read. */
  const roles = new Map<string, readonly Role[] | undefined>();
  const stopping = new AbortController();
  return {
    documents,
    runs,
    followers,
    leavings: new Leavings(documents),
    kept,
    told,
    roles,
    stopping,
    end,
    async sweepAfter(days: number, retentionDays = 400): Promise<void> {
      today = daysOn(days);
      const note = (about: object) => void told.push(about as Record<string, unknown>);
      const sweeping = {
        ...kept,
        periods: periodsOf(retentionDays),
        rolesNow: async (_tenant: string, person: string) =>
          roles.has(person) ? roles.get(person) : (['globalReader'] as const),
        log: { info: note, warn: note },
      };
      await sweep(sweeping, stopping.signal);
    },
    /** Keeps a run, with a page of two people where it has a snapshot. */
    async keep(is: StateName, more: Partial<Run> = {}): Promise<Run> {
      const entry = { at: now, by: { id: 'alex', name: 'Alex Wilber' }, what: 'check' } as const;
      const run = await runs.open(noted({ ...runIn[is](), ...more } as Run, {}, entry));
      const held = ['Adele Vance', 'Megan Bowen'].map((name) => ({
        id: name,
        name,
        switchedOff: [],
        direct: true,
        targets: [],
      }));
      if (run.snapshot) await writePage(documents, run.id, run.snapshot, 0, { of: 'users', held });
      return run;
    },
    /** Keeps somebody who wrote that day. */
    write: (personId: string, tenantId = 'contoso') =>
      followers.keep(tenantId, personId, () => ({ ...newFollower(tenantId, personId), seenOn: at.slice(0, 10) })),
    /** The ids of the documents of a kind that lie there, whatever is in them. */
    async ids(name: string): Promise<string[]> {
      const found: string[] = [];
      for await (const { id } of documents.list({ name, schema: z.unknown() })) found.push(id);
      return found;
    },
  };
}
