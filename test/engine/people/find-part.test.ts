import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPart } from '../../../src/engine/people/find-part.js';
import { mostInPart } from '../../../src/upgrade/run/split.js';
import { idOf } from '../../support/licensed-person.js';
import { aRun, aSource, available } from '../../support/runs.js';
import { manyPeople } from './many-people.js';

/** 2,100 people with Office 365 E1; the first five have it through a group, and the first three hold E5 too. */

const tenantId = randomUUID();
const source = aSource({ sku: 'STANDARDPACK', skuId: idOf('STANDARDPACK'), assigned: 2_100 });
const run = aRun({ tenantId, path: 'manual', state: { is: 'choosingPlan' }, assessment: available({ source }) });
const plans = { plan: 'SPE_E5', rest: 'SPE_E3' };

describe('those who go to the first of two plans', () => {
  let tenant: Awaited<ReturnType<typeof manyPeople>>;
  let users: (typeof tenant)['users'];

  beforeAll(async () => {
    tenant = await manyPeople(tenantId, {
      source: 'STANDARDPACK',
      users: 2_100,
      groups: [{ name: 'Licensed', users: 5 }],
      departments: { "O'Hara & Sons": 5, Finance: 6, Everyone: 2_050 },
      plainGroups: [
        { name: "Ann's team", users: 3 },
        { name: 'Twice', users: 1 },
        { name: 'twice', users: 2 },
        { name: 'Empty', users: 0 },
        { name: 'Most', users: 2_050 },
      ],
      owned: [{ sku: 'SPE_E5', seats: 3, users: 3 }],
      quotas: null,
    });
    users = tenant.users;
  });
  afterAll(() => tenant.close());

  const find = (who: { people?: string; group?: string; department?: string }) =>
    findPart(run, { ...plans, ...who }, tenant);
  const ids = (from: number, to: number) => users.slice(from, to).map(({ id }) => id);

  it('are a department, whatever stands in its name, in any case', async () => {
    expect(await find({ department: ' finance ' })).toMatchObject({
      ok: true,
      part: { by: { is: 'department', name: 'finance' }, groups: [], alreadyHold: { SPE_E5: 0, SPE_E3: 0 } },
    });
    expect((await find({ department: "O'HARA & SONS" }))?.ok).toBe(false);
    expect(await find({ department: "O'Hara" })).toMatchObject({ refusal: { why: 'nobodyInDepartment' } });
  });

  it('are a group that hands the old plan out, which goes as a whole', async () => {
    const found = await find({ group: 'licensed' });
    if (!found?.ok) throw new Error(JSON.stringify(found));
    expect(found.part).toMatchObject({ by: { is: 'group', name: 'Licensed' }, alreadyHold: { SPE_E5: 3, SPE_E3: 0 } });
    expect(new Set(found.part.people)).toEqual(new Set(ids(0, 5)));
    expect(found.part.groups).toHaveLength(1);
  });

  it('are not people whom another group gives the old plan', async () => {
    expect(await find({ group: "Ann's team" })).toMatchObject({ refusal: { why: 'heldByGroup' } });
    expect(await find({ department: "O'Hara & Sons" })).toMatchObject({ refusal: { why: 'heldByGroup' } });
    expect(await find({ people: users[1]?.displayName ?? '' })).toMatchObject({ ok: false });
  });

  it('are not the members of a group that is not the only one of its name, is not there or has nobody', async () => {
    expect(await find({ group: 'Twice' })).toMatchObject({ refusal: { why: 'severalGroups', name: 'Twice' } });
    expect(await find({ group: "No one's" })).toMatchObject({ refusal: { why: 'noSuchGroup', name: "No one's" } });
    expect(await find({ group: 'Empty' })).toMatchObject({ refusal: { why: 'nobodyInGroup', name: 'Empty' } });
  });

  it('are not more than can be kept by id', async () => {
    const refusal = { why: 'partTooMany', most: mostInPart };
    expect(await find({ department: 'Everyone' })).toMatchObject({ refusal });
    expect(await find({ group: 'Most' })).toMatchObject({ refusal });
    const names = Array.from({ length: 4_001 }, (_, n) => `n${n}@contoso.example`).join('\n');
    expect(await find({ people: names })).toMatchObject({ refusal });
  });

  it('are named once, by whatever name', async () => {
    const one = users.find(
      ({ displayName }, n) => n > 20 && users.filter((u) => u.displayName === displayName).length === 1,
    );
    const upn = `${one?.userPrincipalName}`;
    expect(await find({ people: `${upn}\n${one?.displayName}` })).toMatchObject({
      refusal: { why: 'namedTwice', names: [one?.displayName] },
    });
    expect(await find({ people: `${upn}, ${upn.toUpperCase()}` })).toMatchObject({ refusal: { why: 'namedTwice' } });
    expect(await find({ people: upn })).toMatchObject({ ok: true, part: { people: [one?.id] } });
  });
});
