import { beforeEach, describe, expect, it } from '@jest/globals';
import type { KeptPages } from '../../../src/engine/report/kept-pages.js';
import { KeptReport } from '../../../src/engine/report/kept-report.js';
import { KeptReports } from '../../../src/engine/report/kept-reports.js';
import type { ReportedPerson } from '../../../src/engine/report/outcome.js';
import { createTimeline } from '../../../src/engine/timeline.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import { inMemory } from '../../storage/in-memory.js';
import { now, runIn } from '../../support/runs.js';

/** How long what was read of people is kept: no longer than its links, and as long as somebody reads it. */

let made: number;
let closed: number;
let fails: boolean;
let report: KeptReport;
beforeEach(() => {
  [made, closed, fails] = [0, 0, false];
  report = new KeptReport('report', runIn.completed(), now, async () => {
    made += 1;
    if (fails) throw new Error('no answer');
    const pages: KeptPages = {
      async *all() {
        yield [{ id: 'adele' }] as ReportedPerson[];
        yield [{ id: 'megan' }] as ReportedPerson[];
      },
      async close() {
        closed += 1;
      },
    };
    return pages;
  });
});
const turns = async () => {
  for (let n = 0; n < 10; n += 1) await new Promise(setImmediate);
};
async function readAll(): Promise<number> {
  let pages = 0;
  for await (const _ of report.people) pages += 1;
  return pages;
}

describe('what was read of people', () => {
  it('is let go of as soon as the report is', async () => {
    expect([await readAll(), await readAll(), made, closed]).toEqual([2, 2, 1, 0]);
    report.drop();
    await turns();
    expect(closed).toBe(1);
  });

  it('is there for whoever reads it then, and let go of after the last', async () => {
    const readers = [report.people, report.people].map((people) => people[Symbol.asyncIterator]());
    for (const one of readers) await one.next();
    report.drop();
    await turns();
    for (const [index, one] of readers.entries()) {
      expect([closed, (await one.next()).done]).toEqual([0, false]);
      if (index === 0) await one.return?.();
      else expect((await one.next()).done).toBe(true);
      await turns();
    }
    expect(closed).toBe(1);
  });

  it('that never came is let go of without a word, and read again by whoever asks next', async () => {
    fails = true;
    await expect(readAll()).rejects.toThrow('no answer');
    report.drop();
    await turns();
    fails = false;
    expect([await readAll(), made]).toEqual([2, 2]);
    await turns();
    expect(closed).toBe(1);
  });
});

describe('the reports that are kept', () => {
  const keep = () => {
    let ids = 0;
    const newId = () => `report-${++ids}`;
    const timeline = createTimeline({ now: () => now });
    return new KeptReports({ directory: {} as Directory, documents: inMemory(), timeline, newId, log: { info() {} } });
  };
  const of = (id: string, tenantId: string) => ({ ...runIn.completed(), id, tenantId });

  it('are of all tenants together so many, and of one no fewer for another’s', () => {
    const reports = keep();
    const first = reports.of(of('run-0', 'tenant-0'));
    for (let n = 1; n < 64; n += 1) reports.of(of(`run-${n}`, `tenant-${n}`));
    expect(reports.of(of('run-0', 'tenant-0')).id).toBe(first.id);
    reports.of(of('run-64', 'tenant-64'));
    expect(reports.of(of('run-0', 'tenant-0')).id).not.toBe(first.id);
    reports.close();
  });

  it('are let go of with their tenant, and no other’s', () => {
    const reports = keep();
    const [contoso, fabrikam] = [of('run-1', 'contoso'), of('run-2', 'fabrikam')];
    const before = [reports.of(contoso).id, reports.of(fabrikam).id];
    reports.forget('contoso');
    expect(reports.of(fabrikam).id).toBe(before[1]);
    expect(reports.of(contoso).id).not.toBe(before[0]);
    reports.close();
    expect(reports.of(fabrikam).id).not.toBe(before[1]);
    reports.close();
  });

  it('have people only where it was written down who had what, and where a plan was chosen', () => {
    const reports = keep();
    expect(reports.of(of('run-1', 'contoso')).people).toBeDefined();
    expect(reports.of({ ...of('run-2', 'contoso'), plan: null }).people).toBeUndefined();
    expect(reports.of({ ...of('run-3', 'contoso'), snapshot: null }).people).toBeUndefined();
    reports.close();
  });
});
