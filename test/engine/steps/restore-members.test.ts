import { describe, expect, it } from '@jest/globals';
import { groupsIn, writePage } from '../../../src/engine/snapshot/pages.js';
import { restore } from '../../../src/engine/steps/restore.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { aGroup, newId, oldId, serviceId, someone, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

/** Groups after an automatic upgrade and their members: what is off again for whom, and who is told to have it so. */

const [sway, yammer, forms] = ['SWAY', 'YAMMER_ENTERPRISE', 'FORMS_PLAN_E5'].map(serviceId) as [string, string, string];
const text = 'License assignment failed because service plans x are mutually exclusive.';
const refused = { is: 'refused', code: 'Request_BadRequest', text } as const;
const withOff = () =>
  tenantOf(
    [someone('ann', [licence(oldId, { assignedByGroup: 'sales', disabledPlans: [sway, yammer] })])],
    [aGroup('sales', ['ann'], { licences: [{ skuId: oldId, disabledPlans: [sway, yammer] }] })],
  );

/** The run after Microsoft's upgrade has moved the group with these services off. */
async function upgraded(tenant: Tenant, off: string[] = []): Promise<Run> {
  const run = await writtenDown({ ...runIn.restoring(), restore: null }, tenant);
  const change = { add: [{ skuId: newId, disabledPlans: off }], remove: [oldId] };
  await tenant.directory.changeGroupLicence('contoso', 'sales', change);
  tenant.forget();
  return run;
}
const offIn = async (tenant: Tenant) => (await tenant.directory.group('contoso', 'sales'))?.licences[0]?.disabledPlans;

describe('services that were off in what a group hands out', () => {
  it('are off again, in one change, and are not counted beside the group’s members', async () => {
    const tenant = withOff();
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(await offIn(tenant)).toEqual([sway, yammer]);
    expect(tenant.groupsSent).toHaveLength(1);
    expect(run).toMatchObject({ state: { is: 'completed' }, restore: { done: 1, failures: [] } });
  });

  it('are left as they are where they are off already', async () => {
    const tenant = withOff();
    const { run } = await takeIn(tenant, restore, await upgraded(tenant, [sway, yammer]));
    expect(tenant.groupsSent).toEqual([]);
    expect(run.restore?.failures).toEqual([]);
  });

  it('are named with the group where one by one they cannot go off either', async () => {
    const tenant = withOff();
    const before = await upgraded(tenant);
    tenant.answers.groupChange = (_id, { add }) =>
      add.some(({ disabledPlans }) => disabledPlans.includes(yammer)) ? refused : undefined;
    const { run } = await takeIn(tenant, restore, before);
    expect(await offIn(tenant)).toEqual([sway]);
    // Nor are they said to be off for the group's member.
    expect(run.restore).toMatchObject({ total: 1, done: 0 });
    expect(run.restore?.failures).toEqual([
      { id: 'sales', name: 'Group sales', of: 'group', reason: 'conflict', text, services: [yammer] },
    ]);
  });
});

describe('services that were off in what several groups hand out', () => {
  const licences = [{ skuId: oldId, disabledPlans: [sway] }];
  const member = (id: string, group: string) =>
    someone(id, [licence(oldId, { assignedByGroup: group, disabledPlans: [sway] })]);
  async function ofTwo() {
    const people = [
      member('ann', 'sales'),
      member('ben', 'finance'),
      someone(
        'ada',
        licences.map((one) => licence(oldId, one)),
      ),
    ];
    const tenant = tenantOf(people, [aGroup('sales', ['ann'], { licences }), aGroup('finance', ['ben'], { licences })]);
    const run = await writtenDown({ ...runIn.restoring(), restore: null }, tenant);
    const change = { add: [{ skuId: newId, disabledPlans: [] }], remove: [oldId] };
    for (const id of ['sales', 'finance']) await tenant.directory.changeGroupLicence('contoso', id, change);
    tenant.users.set('ada', someone('ada', [licence(newId)]));
    tenant.forget();
    return { tenant, run };
  }

  it('are counted for the members of those where they go off', async () => {
    const { tenant, run: before } = await ofTwo();
    tenant.answers.groupChange = (id) => (id === 'sales' ? refused : undefined);
    const { run } = await takeIn(tenant, restore, before);
    expect(run.restore).toMatchObject({ total: 3, done: 2, failures: [{ id: 'sales', services: [sway] }] });
  });

  it('are counted by what stays on in them, also while their members have not got it yet', async () => {
    const { tenant, run } = await ofTwo();
    const groups = await groupsIn(tenant.documents, run.id, run.snapshot ?? { generation: 0, pages: 0 });
    const both = groups.map((one) => ({ ...one, switchedOff: [sway, yammer, forms] }));
    const held = { name: 'a', direct: false, targets: [] };
    const page = [
      { ...held, id: 'ann', switchedOff: [sway, yammer] },
      { ...held, id: 'cyd', switchedOff: [sway] },
      { ...held, id: 'dan', switchedOff: [forms] },
      { ...held, id: 'ben', switchedOff: [sway, yammer] },
    ];
    const writing = { generation: 5 };
    await writePage(tenant.documents, run.id, writing, 0, { of: 'users', held: page });
    await writePage(tenant.documents, run.id, writing, 1, { of: 'groups', held: both });
    for (const id of ['cyd', 'dan']) tenant.users.set(id, someone(id, [licence(newId, { assignedByGroup: 'sales' })]));
    tenant.answers.areMembersLate = true;
    tenant.answers.groupChange = (id, { add }) =>
      id === 'sales' && add.some(({ disabledPlans: off }) => off.includes(sway) || off.includes(yammer))
        ? refused
        : undefined;
    const snapshot = run.snapshot && { ...run.snapshot, ...writing, pages: 2 };
    const taken = await takeIn(tenant, restore, { ...run, snapshot });
    expect(taken.run.restore).toMatchObject({ done: 2, failures: [{ id: 'sales', services: [sway, yammer] }] });
  });

  it('stay as they are once it is paused, and people too', async () => {
    const { tenant, run } = await ofTwo();
    const { told } = await takeIn(tenant, restore, run, {
      meanwhile: ({ found }, now) => (found === 'progress' && tenant.groupsSent.length > 0 ? paused(now) : undefined),
    });
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['sales']);
    expect(tenant.sent).toEqual([]);
    expect(told.some(({ found }) => found === 'restored')).toBe(false);
  });
});

describe('groups that the upgrade left behind', () => {
  const inError = [
    someone('ann', [licence(newId, { assignedByGroup: 'sales', state: 'Error', error: 'CountViolation' })]),
  ];

  it.each([
    [0, []],
    [1, ['ann']],
  ])(
    'are moved, and who did not get it is processed again once an admin has it tried again: %i',
    async (tries, asked) => {
      const tenant = withOff();
      const run = await writtenDown({ ...runIn.restoring(), restore: null }, tenant);
      tenant.answers.inError = () => inError;
      const state = { ...run.state, groups: true, tries } as Run['state'];
      const { told } = await takeIn(tenant, restore, { ...run, state });
      expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['sales']);
      expect(tenant.reprocessed).toEqual(asked);
      expect(told.at(-1)).toMatchObject({
        found: 'restored',
        left: { moved: 1, inError: 1, mayNotReprocess: false, holding: { users: 0, groups: 0 } },
        work: { failures: [{ id: 'ann', reason: 'noSeats' }] },
      });
    },
  );
});
