import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportedPerson } from '../../../src/engine/report/outcome.js';
import { peopleOf } from '../../../src/engine/report/report.js';
import { writePage } from '../../../src/engine/snapshot/pages.js';
import type { Documents } from '../../../src/storage/documents.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { inMemory } from '../../storage/in-memory.js';
import { idOf } from '../../support/licensed-person.js';
import { aSource, aSplit, available, runIn, someWork } from '../../support/runs.js';
import { holder } from '../upgrades-of.js';

/** What people are read against: the plan that each goes to, the groups there were and are, and what a plan takes away. */

const old = 'SPE_E3';
const more = 'SPE_E5';
const less = 'ENTERPRISEPACK';
let documents: Documents;
beforeEach(() => {
  documents = inMemory();
});

const held = (id: string, direct = true) => ({ id, name: id, switchedOff: [], direct, targets: [] });
const write = (ids: string[], groups: string[] = []) =>
  Promise.all([
    writePage(documents, 'run-1', { generation: 0 }, 0, {
      of: 'users',
      held: ids.map((id) => held(id, groups.length === 0)),
    }),
    writePage(documents, 'run-1', { generation: 0 }, 1, { of: 'groups', held: groups.map((id) => held(id)) }),
  ]);

function runTo(plan: string, change: Partial<Run> = {}): Run {
  const run = runIn.completed();
  const snapshot = run.snapshot && { ...run.snapshot, pages: 2 };
  const assessment = available({ source: aSource({ sku: old, skuId: idOf(old) }) });
  return { ...run, path: 'manual', plan, assessment, snapshot, ...change };
}
const losing = { people: 1, services: {}, mail: null, readAt: '2026-03-04T09:30:00Z' };

async function read(run: Run, people: LicensedUser[], groups: Record<string, LicensedGroup[]> = {}) {
  const asked: string[] = [];
  const counts: number[] = [];
  const directory = {
    skus: async () => [],
    groupsWith: async (_tenant: string, skuId: string) => groups[skuId] ?? [],
    async *holders(_tenant: string, skuId: string) {
      asked.push(skuId);
      yield people.filter(({ licences }) => licences.some((one) => one.skuId === skuId));
    },
    users: async (_tenant: string, ids: string[]) => people.filter(({ id }) => ids.includes(id)),
  } as unknown as Directory;
  const found: ReportedPerson[] = [];
  const mayRead = async (count: number) => void counts.push(count);
  for await (const page of peopleOf(run, { directory, documents, mayRead })) found.push(...page);
  return { found, asked, counts, person: (id: string) => found.find((one) => one.id === id) };
}
const group = (id: string, displayName: string): LicensedGroup => ({
  id,
  displayName,
  licences: [],
  processing: 'complete',
});
const through = (id: string, sku: string, assignedByGroup: string): LicensedUser => {
  const user = holder(id, sku);
  return { ...user, licences: user.licences.map((one) => ({ ...one, assignedByGroup })) };
};

describe('where people go to two plans', () => {
  const split = aSplit({ plan: more, rest: less, people: ['adele'], losing: null });
  const run = runTo(less, { split, losing });

  it('each is read against their own, and whoever came later against what they hold', async () => {
    await write(['adele', 'megan']);
    const { person, counts } = await read(run, [
      holder('adele', more),
      holder('megan', less),
      holder('later', less),
      holder('alsoLater', more),
      holder('onTheWay', old, more),
    ]);
    expect(person('adele')).toMatchObject({ outcome: 'moved', target: more });
    expect(person('megan')).toMatchObject({ outcome: 'moved', target: less });
    expect(person('later')).toMatchObject({ outcome: 'joined', target: less, after: [{ sku: less }] });
    expect(person('alsoLater')).toMatchObject({ outcome: 'joined', target: more, after: [{ sku: more }] });
    expect(person('onTheWay')).toMatchObject({ outcome: 'joined', target: more, after: [{ sku: old }, { sku: more }] });
    // The plans and the groups of three, then each list and its page.
    expect(counts).toEqual([4, 1, 1, 1, 1, 1, 1]);
  });

  it('only those who go to the one with less have lost something', async () => {
    await write(['adele', 'megan']);
    const { person } = await read(run, [holder('adele', more), holder('megan', less)]);
    expect(person('megan')?.lost).toContain('INTUNE_A');
    expect(person('adele')).not.toHaveProperty('lost');
  });

  it('the first may be the one with less', async () => {
    await write(['adele', 'megan']);
    const swapped = runTo(more, { split: { ...split, plan: less, rest: more, losing } });
    const { person } = await read(swapped, [holder('adele', less), holder('megan', more)]);
    expect(person('adele')?.lost).toContain('INTUNE_A');
    expect(person('megan')).not.toHaveProperty('lost');
  });
});

describe('a plan with less', () => {
  it('takes nothing that came with it, nor what nobody was told of', async () => {
    await write(['adele']);
    const lost = async (change: Partial<Run>) =>
      (await read(runTo(less, change), [holder('adele', less)])).person('adele')?.lost;
    const all = await lost({ losing });
    expect(all).toEqual(expect.arrayContaining(['INTUNE_A']));
    const brought = await lost({ losing, along: { from: [], to: ['INTUNE_A', 'nobody knows it'] } });
    expect(brought).toEqual(all?.filter((name) => name !== 'INTUNE_A'));
    expect(await lost({ losing: null })).toBeUndefined();
  });
});

describe('a group', () => {
  it('is named as it is called now, else as it was when it was written down', async () => {
    await write(['adele', 'megan', 'isaiah'], ['Sales']);
    const people = [through('adele', less, 'g-new'), through('megan', old, 'g-old'), through('isaiah', less, 'Sales')];
    const { person, found } = await read(runTo(less), people, {
      [idOf(less)]: [group('g-new', 'Everyone')],
      [idOf(old)]: [group('g-old', 'Office')],
    });
    expect(person('adele')).toMatchObject({ before: [{ groups: ['Sales'] }], after: [{ groups: ['Everyone'] }] });
    expect(person('megan')).toMatchObject({ after: [{ groups: ['Office'] }] });
    expect(person('isaiah')).toMatchObject({ after: [{ groups: ['Sales'] }] });
    expect(found.map(({ id }) => id)).toEqual(['adele', 'megan', 'isaiah']);
  });
});

describe('the lists of who holds what', () => {
  it.each<[string, Partial<Run>, string[]]>([
    ['from the old plan', {}, [old, less]],
    ['back to it', { undo: someWork() }, [less, old]],
  ])('are read in the order in which people go, so that nobody falls between them: %s', async (_, change, order) => {
    await write(['adele']);
    expect((await read(runTo(less, change), [])).asked).toEqual(order.map(idOf));
  });
});
