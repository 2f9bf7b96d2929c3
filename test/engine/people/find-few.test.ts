import { describe, expect, it } from '@jest/globals';
import { findNamed } from '../../../src/engine/people/find-named.js';
import { findPart } from '../../../src/engine/people/find-part.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { mostInPart } from '../../../src/upgrade/run/split.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { writtenDown } from '../steps/step-in-tenant.js';
import { aGroup, many, newId, ofGroup, oldId, someone, type Tenant, tenantOf } from './tenant-of-people.js';

/** Whom an admin means, in a tenant of a few people: what is read for it, and who is never taken for somebody else. */

const run: Run = { ...runIn.manualReassign(), snapshot: null };
const called = (id: string, displayName: string) => ({ ...someone(id), displayName });

describe('people whom an admin names', () => {
  const find = (tenant: Tenant, text: string, of = run) => findNamed(of, text, tenant);

  it.each(['Vance, Adele', '(Adele) adele@contoso.com', 'adele@contoso.com (Adele)'])(
    'are called as they are, whatever is in their name: %s',
    async (name) => {
      const tenant = tenantOf([called('ada', name), called('ben', 'Ben')]);
      expect(await find(tenant, name)).toEqual({ ok: true, ids: ['ada'], names: [name] });
      expect(await find(tenant, `${name}\nBen`)).toEqual({ ok: true, ids: ['ada', 'ben'], names: [name, 'Ben'] });
    },
  );

  it('are read by themselves, and nobody else is', async () => {
    const tenant = tenantOf(many(30));
    expect(await find(tenant, 'p004, p005@contoso.example')).toMatchObject({ ok: true, ids: ['p004', 'p005'] });
    expect(tenant.read.flat().sort()).toEqual(['p004', 'p005@contoso.example']);
  });

  it('are found by sign-in name without a look at who is listed', async () => {
    const tenant = tenantOf(many(3));
    tenant.answers.listed = () => {
      throw new Error('listed');
    };
    expect(await find(tenant, 'p001@contoso.example')).toMatchObject({ ok: true, ids: ['p001'] });
    await expect(find(tenant, 'p001')).rejects.toThrow('listed');
  });

  it('are told apart of twenty of the same name, and no more are read', async () => {
    const tenant = tenantOf(many(25, (id) => called(id, 'Adele')));
    expect(await find(tenant, 'Adele')).toEqual({ ok: false, refusal: { why: 'severalCalled', names: ['Adele'] } });
    expect(tenant.read.flat()).toHaveLength(20);
  });

  it('are found by what was written down where no list shows them', async () => {
    const tenant = tenantOf([...many(2), ofGroup('ann', 'p001')], [aGroup('p001', ['ann'], { displayName: 'p000' })]);
    const before = await writtenDown(run, tenant);
    tenant.answers.listed = () => [[]];
    expect(await find(tenant, 'p000', before)).toMatchObject({ ok: true, ids: ['p000'] });
    // Nor is a group of the same name anybody.
    expect(tenant.read.flat()).toEqual(['p000']);
  });

  it('can be two hundred, and no more', async () => {
    const tenant = tenantOf(many(201));
    const names = many(201).map(({ id }) => id);
    expect(await find(tenant, names.slice(1).join(', '))).toMatchObject({ ok: true, ids: names.slice(1) });
    expect(await find(tenant, names.join(', '))).toMatchObject({ refusal: { why: 'tooManyNamed', most: 200 } });
    // Far too many are not even looked for.
    tenant.forget();
    const far = Array.from({ length: 801 }, (_, n) => `p${n}@contoso.example`).join('\n');
    expect(await find(tenant, far)).toMatchObject({ refusal: { why: 'tooManyNamed' } });
    expect(tenant.read).toEqual([]);
  });

  it.each(['\n', '; ', ', '])(
    'can be two hundred too where each has a comma in their name: divided by %j',
    async (by) => {
      const tenant = tenantOf(many(201, (id) => called(id, `Last ${id}, First ${id}`)));
      const names = [...tenant.users.values()].map(({ displayName }) => displayName);
      expect(await find(tenant, names.slice(1).join(by))).toMatchObject({ ok: true, names: names.slice(1) });
      expect(await find(tenant, names.join(by))).toMatchObject({ refusal: { why: 'tooManyNamed' } });
    },
  );
});

describe('those who go to the first of two plans', () => {
  type Who = { people?: string; group?: string; department?: string };
  const plans = { plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3' };
  const find = (tenant: Tenant, who: Who) => findPart(run, { ...plans, ...who }, tenant);

  it('are those named, with how many of them hold either plan', async () => {
    const both = someone('ada', [licence(oldId), licence(newId)]);
    const tenant = tenantOf([both, someone('ben', [licence(oldId), licence(idOf('SPE_E3'))]), someone('cyd')]);
    expect(await find(tenant, { people: 'ada, cyd' })).toEqual({
      ok: true,
      part: {
        by: { is: 'names' },
        people: ['ada', 'cyd'],
        groups: [],
        alreadyHold: { ENTERPRISEPREMIUM: 1, SPE_E3: 0 },
      },
    });
  });

  it('are nobody where it is not clear who is meant, or nothing is asked', async () => {
    const tenant = tenantOf([called('ada', 'Ada'), called('ben', 'Ada')]);
    expect(await find(tenant, { people: 'Nobody' })).toEqual({
      ok: false,
      refusal: { why: 'nobodyCalled', names: ['Nobody'] },
    });
    expect(await find(tenant, { people: 'Ada' })).toMatchObject({ refusal: { why: 'severalCalled' } });
    expect(await find(tenant, {})).toBeUndefined();
  });

  it('are the members of a group, which itself goes only where it hands out the old plan', async () => {
    const licences = (...ids: string[]) => ({ licences: ids.map((skuId) => ({ skuId, disabledPlans: [] })) });
    const team = aGroup('team', ['ada', 'nobody'], { displayName: 'Team', ...licences(idOf('SPE_E3')) });
    const sales = aGroup('sales', ['ann'], { displayName: 'Sales', ...licences(idOf('SPE_E3'), oldId) });
    const ann = someone(
      'ann',
      [oldId, newId].map((id) => licence(id, { assignedByGroup: 'sales' })),
    );
    const tenant = tenantOf([someone('ada'), someone('ben'), ann], [team, sales]);
    expect(await find(tenant, { group: ' Team ' })).toMatchObject({
      part: { by: { is: 'group', name: 'Team' }, people: ['ada'], groups: [] },
    });
    expect(await find(tenant, { group: 'Sales' })).toMatchObject({ part: { people: ['ann'], groups: ['sales'] } });
  });

  it('are not kept back by another product that a group gives them', async () => {
    const ada = someone('ada', [licence(oldId), licence(newId, { assignedByGroup: 'sales' })]);
    expect(await find(tenantOf([ada]), { people: 'ada' })).toMatchObject({ ok: true });
  });

  it('cannot be those whom a group gives the old plan, of whom ten are named', async () => {
    const people = many(12, (id) => ofGroup(id, 'sales'));
    const tenant = tenantOf(people, [], { departments: { Sales: people.map(({ id }) => id) } });
    const names = people.slice(0, 10).map(({ id }) => id);
    expect(await find(tenant, { department: ' Sales ' })).toEqual({
      ok: false,
      refusal: { why: 'heldByGroup', names },
    });
  });

  it('can be as many as can be kept by id, and no more', async () => {
    const people = many(mostInPart + 1);
    const ids = people.map(({ id }) => id);
    const tenant = tenantOf(people, [], { departments: { Most: ids.slice(1), Everyone: ids } });
    expect(await find(tenant, { department: 'Most' })).toMatchObject({ ok: true });
    expect(await find(tenant, { department: 'Everyone' })).toMatchObject({ refusal: { why: 'partTooMany' } });
  });
});
