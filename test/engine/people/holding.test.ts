import { describe, expect, it } from '@jest/globals';
import { countDirect, countGoingTo, readCount, readHolding } from '../../../src/engine/people/holding.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { aSplit, runIn } from '../../support/runs.js';
import { writtenDown } from '../steps/step-in-tenant.js';
import { aGroup, many, newId, ofGroup, oldId, someone, type Tenant, tenantOf } from './tenant-of-people.js';

/** Who holds the old plan, by reads that do not hang on each other: the old plan is not ended while anybody does. */

const run = runIn.reassigning();
const moved = (id: string) => someone(id, [licence(newId)]);
const both = (id: string) => someone(id, [licence(newId), licence(oldId)]);

describe('who holds the old plan', () => {
  const read = (tenant: Tenant, of: Run = { ...run, snapshot: null }) => readHolding(of, tenant);

  it('is everybody in the list who does when they are read, however often and with whatever else they are listed', async () => {
    const people = many(45, both);
    const tenant = tenantOf(people, [aGroup('sales', [])], { listed: () => [people, people.slice(0, 30)] });
    for (const id of ['p000', 'p044']) tenant.users.set(id, moved(id));
    tenant.users.delete('p001');
    expect(await read(tenant)).toEqual({ users: 42, groups: 1, counted: 42, gone: 1 });
    expect(tenant.read.flat()).toHaveLength(45);
  });

  it('is everybody who was written down and does, where nobody in the list does', async () => {
    const tenant = tenantOf(many(45), [aGroup('sales', [])]);
    const before = await writtenDown(run, tenant);
    tenant.answers.listed = () => [[moved('p000'), someone('deleted')]];
    tenant.users.set('p000', moved('p000'));
    tenant.users.delete('p001');
    // Of those who were written down, whoever was listed has been read.
    expect(await read(tenant, before)).toEqual({ users: 43, groups: 1, counted: 43, gone: 2 });
    expect(tenant.read.flat()).toHaveLength(46);
  });

  it('is not looked for in what was written down where the list shows somebody', async () => {
    const tenant = tenantOf(many(45));
    const before = await writtenDown(run, tenant);
    tenant.answers.listed = () => [many(1)];
    expect(await read(tenant, before)).toMatchObject({ users: 1, counted: 45 });
  });

  it('is nobody where neither shows anybody, and how many are counted is told beside it', async () => {
    const tenant = tenantOf([moved('ada')], [], { listed: () => [[]], counted: () => 3 });
    expect(await read(tenant)).toEqual({ users: 0, groups: 0, counted: 3, gone: 0 });
  });

  it('is not counted where the tenant does not list the plan any more', async () => {
    const tenant = tenantOf([moved('ada')]);
    tenant.directory.skus = async () => [];
    expect(await readCount(run, tenant.directory)).toBeNull();
    expect(await read(tenant)).toMatchObject({ users: 0, counted: null });
  });
});

describe('of those who hold the old plan', () => {
  const inBothWays = someone('ben', [licence(oldId, { assignedByGroup: 'sales' }), licence(oldId)]);

  it('some do of their own, others from a group alone', async () => {
    const throughGroup = someone('cyd', [licence(newId), licence(oldId, { assignedByGroup: 'sales' })]);
    const pages = [
      [...many(2), both('ada')],
      [inBothWays, throughGroup, ofGroup('dan', 'sales')],
    ];
    const tenant = tenantOf([], [], { listed: () => pages });
    expect(await countDirect(run, tenant.directory)).toBe(4);
  });

  it('so many go to a plan, so many of them hold it too, and so many others go to another, each once', async () => {
    const pages = [
      [...many(5), both('ada')],
      [both('ada'), both('ben'), someone('p000')],
    ];
    const tenant = tenantOf([], [], { listed: () => pages });
    const split = aSplit({ plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3', people: ['ada', 'p000', 'p001'] });
    const first = { plan: 'ENTERPRISEPREMIUM', skuId: newId };
    const count = (goes: { plan: string; skuId: string | undefined }) =>
      countGoingTo({ ...run, split }, goes, tenant.directory);
    expect(await count(first)).toEqual({ people: 3, others: 4, both: 1 });
    expect(await count({ plan: 'SPE_E3', skuId: undefined })).toEqual({ people: 4, others: 3, both: 0 });
  });
});
