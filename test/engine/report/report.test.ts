import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportedPerson } from '../../../src/engine/report/outcome.js';
import { peopleOf } from '../../../src/engine/report/report.js';
import { writePage } from '../../../src/engine/snapshot/pages.js';
import type { Documents } from '../../../src/storage/documents.js';
import { openLowdb } from '../../../src/storage/lowdb/open.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { runIn } from '../../support/runs.js';

const oldId = product('ENTERPRISEWITHSCAL')?.skuId ?? '';
const newId = product('ENTERPRISEPREMIUM')?.skuId ?? '';
const exchange = product('ENTERPRISEPREMIUM')?.services.find(({ name }) => name === 'EXCHANGE_S_ENTERPRISE')?.id ?? '';

const person = (id: string, skuId: string | undefined, disabledPlans: string[] = []): LicensedUser => ({
  id,
  displayName: `Person ${id}`,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: 'SE',
  licences: skuId === undefined ? [] : [{ skuId, disabledPlans, assignedByGroup: null, state: 'Active', error: null }],
});

let dataDir = '';
let documents: Documents;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'report-'));
  documents = await openLowdb({ dataDir });
});
afterEach(async () => {
  await documents.close();
  await rm(dataDir, { recursive: true });
});

/** What the lists say, which may lag, and what people are this moment. */
async function read(run: Run, listed: LicensedUser[], really: LicensedUser[]) {
  const asked: string[] = [];
  const unused = () => Promise.reject(new Error('not asked for here'));
  const directory: Directory = {
    ...({ organization: unused, subscriptions: unused } as unknown as Directory),
    skus: async () => [],
    groupsWith: async () => [],
    async *holders(_tenant, skuId) {
      yield listed.filter(({ licences }) => licences.some((one) => one.skuId === skuId));
    },
    async users(_tenant, ids) {
      expect(ids.length).toBeLessThanOrEqual(20);
      asked.push(...ids);
      return really.filter(({ id }) => ids.includes(id));
    },
  };
  const people: ReportedPerson[] = [];
  for await (const page of peopleOf(run, { directory, documents, mayRead: async () => {} })) people.push(...page);
  return { outcomes: Object.fromEntries(people.map(({ id, outcome }) => [id, outcome])), asked };
}

const hold = (ids: readonly string[], switchedOff: string[] = []) =>
  writePage(documents, 'run-1', { generation: 0 }, 0, {
    of: 'users',
    held: ids.map((id) => ({ id, name: id, switchedOff, direct: true, targets: [] })),
  });

describe('a report', () => {
  it('believes the person and not the list where the list, which lags, shows what was not wanted', async () => {
    await hold(['a', 'b'], [exchange]);
    const listed = [person('a', newId), person('b', oldId)];
    const really = [person('a', newId, [exchange]), person('b', newId, [exchange])];
    const { outcomes } = await read(runIn.completed(), listed, really);
    expect(outcomes).toEqual({ a: 'movedAndRestored', b: 'movedAndRestored' });
  });

  it('reads nobody again whom the list shows as wanted', async () => {
    await hold(['a', 'b']);
    const { outcomes, asked } = await read(runIn.completed(), [person('a', newId), person('b', newId)], []);
    expect([outcomes, asked]).toEqual([{ a: 'moved', b: 'moved' }, []]);
  });

  it('tells those who have neither plan from those who are gone, also while people are being moved', async () => {
    await hold(['a', 'b', 'c']);
    const { outcomes, asked } = await read(runIn.reassigning(), [person('c', oldId)], [person('a', undefined)]);
    expect(outcomes).toEqual({ a: 'neither', b: 'gone', c: 'kept' });
    expect(asked).toEqual(['a', 'b']);
  });

  it('names who came later after everybody who was there', async () => {
    await hold(['a']);
    const { outcomes } = await read(runIn.completed(), [person('new', newId), person('a', newId)], []);
    expect(Object.entries(outcomes)).toEqual([
      ['a', 'moved'],
      ['new', 'joined'],
    ]);
  });

  it('has no people where nothing was written down of them', async () => {
    expect(await read(runIn.stopped(), [], [])).toEqual({ outcomes: {}, asked: [] });
  });

  it('believes of people who are not there yet what the list says while they are being moved, and not after', async () => {
    await hold(['a', 'b']);
    const asked = async (run: Run) => (await read(run, [person('a', oldId), person('b', newId)], [])).asked;
    expect(await asked(runIn.reassigning())).toEqual([]);
    expect(
      await asked({ ...runIn.stopped(), plan: 'ENTERPRISEPREMIUM', snapshot: runIn.completed().snapshot }),
    ).toEqual(['a']);
    expect(await asked(runIn.manualReassign())).toEqual(['a']);
  });

  it('reads no more than two thousand again, but everybody who is on no list', async () => {
    const ids = Array.from({ length: 2_010 }, (_, n) => `p${n}`);
    await hold([...ids, 'gone']);
    const { asked } = await read(
      runIn.completed(),
      ids.map((id) => person(id, oldId)),
      [],
    );
    expect([asked.length, asked.at(-1)]).toEqual([2_001, 'gone']);
  });

  it('needs the plan that people were to go to', async () => {
    await hold(['a']);
    expect(await read({ ...runIn.completed(), plan: null }, [person('a', newId)], [])).toEqual({
      outcomes: {},
      asked: [],
    });
  });
});
