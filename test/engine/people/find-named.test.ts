import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findNamed } from '../../../src/engine/people/find-named.js';
import { heldByUser, writePage } from '../../../src/engine/snapshot/pages.js';
import { product, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { aRun, runIn } from '../../support/runs.js';
import { manyPeople } from './many-people.js';

/** Two thousand people, a few of them of the same name; the first ten hold the plan through a group. */

const skuId = product(sourceSku)?.skuId ?? '';
const newSkuId = product('SPE_E3')?.skuId ?? '';
const tenantId = randomUUID();
const run = aRun({ ...runIn.manualReassign(), tenantId });

describe('people whom an admin names', () => {
  let tenant: Awaited<ReturnType<typeof manyPeople>>;
  let users: (typeof tenant)['users'];

  beforeAll(async () => {
    tenant = await manyPeople(tenantId, {
      users: 2_000,
      groups: [{ name: 'Sales', users: 10 }],
      owned: [{ sku: 'SPE_E3', seats: 10, users: 0 }],
      quotas: null,
    });
    users = tenant.users;
    await writePage(tenant.documents, run.id, { generation: 0 }, 0, { of: 'users', held: [] });
  });
  afterAll(() => tenant.close());

  const find = (text: string) => findNamed(run, text, tenant);
  const at = (n: number) => users[n] ?? users[0] ?? ({ id: '', displayName: '', userPrincipalName: '' } as never);
  const namesake = () => {
    const names = users.map(({ displayName }) => displayName);
    const first = names.findIndex((name, n) => n > 10 && names.indexOf(name) !== names.lastIndexOf(name));
    return at(first);
  };

  it('are found by name and by sign-in name, however they are written, each once', async () => {
    const [one, two] = [at(500), at(501)];
    const text = ` ${one.displayName.toUpperCase()},\n${two.userPrincipalName}; ${one.userPrincipalName}`;
    expect(await find(text)).toMatchObject({ ok: true, ids: [one.id, two.id] });
  });

  it('are refused by name, all of them, when nobody who has the plan is called so', async () => {
    const refusal = { why: 'nobodyCalled', names: ['Nobody At All', 'nobody@contoso.example'] };
    expect(await find(`Nobody At All, ${at(500).displayName}, nobody@contoso.example`)).toEqual({ ok: false, refusal });
  });

  it('are told apart by their sign-in names', async () => {
    const { displayName, userPrincipalName, id } = namesake();
    const refusal = { why: 'severalCalled', names: [displayName] };
    expect(await find(displayName)).toEqual({ ok: false, refusal });
    expect(await find(userPrincipalName)).toMatchObject({ ok: true, ids: [id] });
  });

  it('cannot be moved alone when a group gives them the plan', async () => {
    const refusal = { why: 'heldByGroup', names: [at(0).userPrincipalName] };
    expect(await find(at(0).userPrincipalName)).toEqual({ ok: false, refusal });
  });

  it('are not found once they have been moved, though the list still shows them', async () => {
    const moved = at(600);
    await tenant.directory.changeLicences(tenantId, [
      { userId: moved.id, add: [{ skuId: newSkuId, disabledPlans: [] }], remove: [skuId] },
    ]);
    expect((await find(moved.displayName)).ok).toBe(false);
  });

  it('are found by what was written down, where the list does not show yet that they are back', async () => {
    const back = at(601);
    const [user] = await tenant.directory.users(tenantId, [back.id]);
    if (user)
      await writePage(tenant.documents, run.id, { generation: 0 }, 0, { of: 'users', held: [heldByUser(user, skuId)] });
    const [to, fro] = [newSkuId, skuId].map((id) => [{ skuId: id, disabledPlans: [] }]);
    await tenant.directory.changeLicences(tenantId, [{ userId: back.id, add: to ?? [], remove: [skuId] }]);
    await tenant.directory.changeLicences(tenantId, [{ userId: back.id, add: fro ?? [], remove: [newSkuId] }]);
    expect(await find(back.displayName)).toMatchObject({ ok: true, ids: [back.id] });
  });

  it('can be two hundred at most', async () => {
    const many = users.slice(20, 221).map(({ userPrincipalName }) => userPrincipalName);
    expect(await find(many.join('\n'))).toEqual({ ok: false, refusal: { why: 'tooManyNamed', most: 200 } });
    expect((await find(many.slice(0, 3).join('\n'))).ok).toBe(true);
  });
});
