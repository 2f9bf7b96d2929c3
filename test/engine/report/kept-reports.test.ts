import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeptReports } from '../../../src/engine/report/kept-reports.js';
import type { Report } from '../../../src/engine/report/report.js';
import { writePage } from '../../../src/engine/snapshot/pages.js';
import { createTimeline } from '../../../src/engine/timeline.js';
import type { Documents } from '../../../src/storage/documents.js';
import { openLowdb } from '../../../src/storage/lowdb/open.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { type Directory, PortError } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { atRest } from '../../support/at-rest.js';
import { now, runIn } from '../../support/runs.js';

/** Reports that are read once: of a tenant of 1,500 people who all have to be read by themselves. */

const people = 1_500;
const newId = product('ENTERPRISEPREMIUM')?.skuId ?? '';
const ids = Array.from({ length: people }, (_, n) => `person-${n}`);
const person = (id: string): LicensedUser => ({
  id,
  displayName: `Person ${id}`,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: 'SE',
  licences: [{ skuId: newId, disabledPlans: [], assignedByGroup: null, state: 'Active', error: null }],
});

let dataDir = '';
let documents: Documents;
let at = now.getTime();
let look: (() => void)[] = [];
/** How many people were read by themselves, by tenant, and how many tenants' lists are read at this moment. */
let read: Map<string, number>;
let listing: Map<string, number>;
let most: Map<string, number>;
let down = false;
let gate: Promise<void> | undefined;
let reports: KeptReports;

const timeline = createTimeline({ now: () => new Date(at) }, (listener) => {
  look.push(listener);
  return () => {
    look = look.filter((one) => one !== listener);
  };
});
function move(ms: number): void {
  at += ms;
  for (const one of [...look]) one();
}

const unused = () => Promise.reject(new Error('not asked for here'));
const directory: Directory = {
  ...({ organization: unused, subscriptions: unused } as unknown as Directory),
  skus: async () => [],
  groupsWith: async () => [],
  async *holders(tenantId) {
    const here = (listing.get(tenantId) ?? 0) + 1;
    listing.set(tenantId, here);
    most.set(tenantId, Math.max(most.get(tenantId) ?? 0, here));
    await gate;
    listing.set(tenantId, here - 1);
    if (down) throw new PortError({ is: 'unreachable' }, 'reading who holds a plan');
    yield [];
  },
  async users(tenantId, some) {
    read.set(tenantId, (read.get(tenantId) ?? 0) + some.length);
    return some.map(person);
  },
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reports-'));
  documents = await openLowdb({ dataDir });
  at = now.getTime();
  read = new Map();
  listing = new Map();
  most = new Map();
  down = false;
  gate = undefined;
  let made = 0;
  reports = new KeptReports({ directory, documents, timeline, newId: () => `report-${++made}`, log: { info() {} } });
  for (const id of ['run-1', 'run-2', 'run-3']) {
    for (const [page, from] of [0, 1000].entries()) {
      const held = ids.slice(from, from + 1000).map((one) => ({
        id: one,
        name: one,
        switchedOff: [],
        direct: true,
        targets: [],
      }));
      await writePage(documents, id, { generation: 0 }, page, { of: 'users', held });
    }
  }
});
afterEach(async () => {
  reports.close();
  await documents.close();
  await rm(dataDir, { recursive: true });
});

const aRun = (id = 'run-1', more: Partial<Run> = {}): Run => {
  const run = runIn.completed();
  const snapshot = run.snapshot && { ...run.snapshot, pages: 2, people };
  return { ...run, id, snapshot, ...more };
};

async function pagesOf({ people: pages }: Report): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages ?? []) found.push(...page.map((one) => one.id));
  return found;
}

/** Moves the clock on by a second whenever nothing is under way, until the work is done. */
async function moving<T>(work: Promise<T>): Promise<T> {
  let done = false;
  const end = () => {
    done = true;
  };
  work.then(end, end);
  while (!done) {
    await atRest();
    if (!done) move(1_000);
  }
  return work;
}

/** Everyone of a report, however long it takes. */
const everyone = (report: Report) => moving(pagesOf(report));

describe('a report', () => {
  it('costs a hundred who take it what it costs one', async () => {
    const { id } = reports.of(aRun());
    const taken = await moving(Promise.all(Array.from({ length: 100 }, () => pagesOf(reports.of(aRun(), id)))));
    expect(taken.every((all) => all.length === people && all[1_499] === 'person-1499')).toBe(true);
    expect(read.get('contoso')).toBe(people);
    expect(most.get('contoso')).toBe(1);
  });

  it('reads nothing before anybody asks for its people', () => {
    reports.of(aRun());
    expect([...most]).toEqual([]);
  });

  it('is the same for whoever asks within a minute, and made anew after it or when the run has gone on', async () => {
    const first = reports.of(aRun());
    move(60_000);
    expect(reports.of(aRun())).toMatchObject({ id: first.id, asOf: first.asOf, ends: first.ends });
    expect(reports.of(aRun('run-1', { revision: 8 })).id).not.toBe(first.id);
    move(1);
    expect(reports.of(aRun()).id).not.toBe(first.id);
    expect(reports.of(aRun(), first.id).asOf).toEqual(first.asOf);
  });

  it('of another run is not given out for its link', async () => {
    const { id } = reports.of(aRun());
    move(1_000);
    expect(reports.of(aRun('run-2'), id).asOf).toEqual(new Date(at));
  });

  it('is made once more for a link that outlived it, for all who open that', async () => {
    await everyone(reports.of(aRun(), 'from-before'));
    await everyone(reports.of(aRun(), 'from-before'));
    expect(read.get('contoso')).toBe(people);
  });

  it('is let go of when its links end, also while somebody reads it', async () => {
    const report = reports.of(aRun());
    const pages = report.people?.[Symbol.asyncIterator]();
    await moving(Promise.resolve(pages?.next()));
    move(16 * 60_000);
    await atRest();
    expect((await pages?.next())?.value?.length).toBe(500);
    expect((await pages?.next())?.done).toBe(true);
    expect(reports.of(aRun(), report.id).asOf).toEqual(new Date(at));
  });

  it('is let go of the moment its links end, though nobody asks for anything any more', async () => {
    const report = reports.of(aRun());
    await everyone(report);
    for (const [ms, times] of [
      [report.ends.getTime() - at - 1, 1],
      [1, 2],
    ] as const) {
      move(ms);
      await atRest();
      await everyone(report);
      expect(read.get('contoso')).toBe(times * people);
    }
  });

  it('is let go of with its tenant', async () => {
    const { id } = reports.of(aRun());
    move(1_000);
    reports.forget('contoso');
    expect(reports.of(aRun(), id).asOf).toEqual(new Date(at));
  });

  it('is tried again by whoever asks next, when Graph could not be read', async () => {
    const report = reports.of(aRun());
    down = true;
    await expect(everyone(report)).rejects.toThrow(PortError);
    down = false;
    expect(await everyone(report)).toHaveLength(people);
  });

  it('is not read on once the bot stops', async () => {
    const report = reports.of(aRun());
    const reading = (async () => {
      for await (const _ of report.people ?? []);
    })();
    while (!most.get('contoso')) await new Promise(setImmediate);
    reports.close();
    await expect(reading).rejects.toMatchObject({ problem: { is: 'unreachable' } });
    expect(read.get('contoso') ?? 0).toBeLessThan(people);
  });
});

describe('the reports of a tenant', () => {
  it('are made one at a time, and other tenants do not wait for them', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const all = ['run-1', 'run-2'].map((id) => pagesOf(reports.of(aRun(id))));
    const other = pagesOf(reports.of(aRun('run-3', { tenantId: 'fabrikam' })));
    while (!listing.get('fabrikam') || !listing.get('contoso')) await new Promise(setImmediate);
    await atRest();
    expect(listing.get('contoso')).toBe(1);
    open();
    await moving(Promise.all([...all, other]));
    expect(most.get('contoso')).toBe(1);
  });

  it('read fifty people a second at most, after a beginning of two hundred', async () => {
    const began = at;
    await moving(Promise.all(['run-1', 'run-2'].map((id) => pagesOf(reports.of(aRun(id))))));
    expect(at - began).toBeGreaterThanOrEqual(((2 * people - 200) / 50) * 1_000);
    expect(read.get('contoso')).toBe(2 * people);
  });

  it('are few: the oldest gives way', async () => {
    const { id, asOf } = reports.of(aRun());
    for (let revision = 10; revision < 14; revision += 1) reports.of(aRun('run-1', { revision }));
    move(1_000);
    expect(reports.of(aRun(), id).asOf).not.toEqual(asOf);
  });
});
