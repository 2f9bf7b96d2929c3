import { describe, expect, it } from '@jest/globals';
import { restore } from '../../../src/engine/steps/restore.js';
import type { LicenceChange } from '../../../src/upgrade/licences/move.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { at, runIn, someWork } from '../../support/runs.js';
import { many, newId, oldId, serviceId, someone, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

/** Microsoft's upgrade switches everything on: what was off before goes off again, for everybody who had it so. */

const [sway, yammer, forms] = ['SWAY', 'YAMMER_ENTERPRISE', 'FORMS_PLAN_E5'].map(serviceId) as [string, string, string];
const conflict = (id: string) => `License assignment failed because service plan ${id} is mutually exclusive.`;
const refusedFor = (...ids: string[]) => {
  return ({ add }: LicenceChange) => {
    const id = ids.find((one) => add.some(({ disabledPlans }) => disabledPlans.includes(one)));
    return id === undefined ? undefined : ({ is: 'refused', text: conflict(id) } as const);
  };
};

/** The run after Microsoft has moved everybody who had these services off, by their id; null: nobody is written down. */
async function upgraded(tenant: Tenant, more: Partial<Run> = {}): Promise<Run> {
  const run = await writtenDown({ ...runIn.restoring(), restore: null }, tenant);
  for (const [id, user] of tenant.users)
    if (user.licences.every(({ assignedByGroup }) => assignedByGroup === null))
      tenant.users.set(id, someone(id, [licence(newId)]));
  tenant.forget();
  return { ...run, ...more };
}
const withOff = (id: string, ...off: string[]) => someone(id, [licence(oldId, { disabledPlans: off })]);
const offFor = (tenant: Tenant, id: string) =>
  tenant.licencesOf(id).find(({ skuId }) => skuId === newId)?.disabledPlans;

describe('services that were off for people', () => {
  it('are off again for everybody who had them off, and nobody else is changed', async () => {
    const tenant = tenantOf([withOff('ada', sway), withOff('ben', sway, yammer), ...many(3)]);
    const { run, told } = await takeIn(tenant, restore, await upgraded(tenant));
    expect([offFor(tenant, 'ada'), offFor(tenant, 'ben')]).toEqual([[sway], [sway, yammer]]);
    expect(tenant.sentFor()).toEqual(['ada', 'ben']);
    expect(told.at(-1)).toMatchObject({ found: 'restored', left: null, work: { total: 2, done: 2, failures: [] } });
    expect(run).toMatchObject({ state: { is: 'completed' }, restore: { startedAt: '2026-03-04T09:30:00.000Z' } });
  });

  it('count as off, without a change, where they are so already', async () => {
    const tenant = tenantOf([withOff('ada', sway), withOff('ben', sway)]);
    const startedAt = '2026-03-04T08:00:00.000Z';
    const before = await upgraded(tenant, { restore: someWork({ total: 2, done: 1, startedAt }) });
    tenant.users.set('ada', someone('ada', [licence(newId, { disabledPlans: [sway] })]));
    const { run } = await takeIn(tenant, restore, before);
    expect(tenant.sentFor()).toEqual(['ben']);
    expect(run.restore).toMatchObject({ total: 2, done: 2, startedAt });
  });

  it('are told of where the new plan lacks them, also of those who are as they should be', async () => {
    const gone = 'ffffffff-0000-4000-8000-000000000001';
    const tenant = tenantOf([withOff('ada', gone), withOff('ben', gone, sway)]);
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(tenant.sentFor()).toEqual(['ben']);
    expect(run.restore).toMatchObject({ done: 2, unmapped: { [gone]: 2 } });
  });

  it('go off one by one where Microsoft refuses all of them at once, and what stays on is named', async () => {
    const people = [withOff('ada', sway, yammer, forms), withOff('ben', sway), withOff('cyd', yammer)];
    const tenant = tenantOf(people, [], { change: refusedFor(yammer) });
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(new Set(offFor(tenant, 'ada'))).toEqual(new Set([sway, forms]));
    expect([offFor(tenant, 'ben'), offFor(tenant, 'cyd')]).toEqual([[sway], []]);
    expect(run.restore).toMatchObject({ total: 3, done: 1 });
    const named = { of: 'user', reason: 'conflict', text: conflict(yammer), services: [yammer] };
    expect(run.restore?.failures).toEqual([
      { id: 'ada', name: 'ada', signIn: 'ada@contoso.example', ...named },
      { id: 'cyd', name: 'cyd', signIn: 'cyd@contoso.example', ...named },
    ]);
  });

  it('count as off where one by one they all go, with what the new plan lacks', async () => {
    const gone = 'ffffffff-0000-4000-8000-000000000001';
    const isBoth = ({ add }: LicenceChange) => add.some(({ disabledPlans }) => disabledPlans.length === 2);
    let refusals = 0;
    const tenant = tenantOf([withOff('ada', gone, sway, yammer)], [], {
      change: (change) => {
        if (!isBoth(change) || refusals > 0) return undefined;
        refusals += 1;
        return { is: 'refused', text: conflict('x') };
      },
    });
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(offFor(tenant, 'ada')).toEqual([sway, yammer]);
    expect(run.restore).toMatchObject({ done: 1, failures: [], unmapped: { [gone]: 1 } });
  });

  it('are named, and not tried on, of whoever has the new plan from a group alone by then', async () => {
    const tenant = tenantOf([withOff('ada', sway, yammer)]);
    const before = await upgraded(tenant);
    tenant.answers.change = () => ({ is: 'refused', text: conflict('x') });
    const { users } = tenant.directory;
    tenant.directory.users = async (of, ids) => {
      // Read before the change, and after it was refused.
      if (tenant.read.length === 2)
        tenant.users.set('ada', someone('ada', [licence(newId, { assignedByGroup: 'sales' })]));
      return users(of, ids);
    };
    const { run } = await takeIn(tenant, restore, before);
    expect(tenant.sentFor()).toEqual(['ada']);
    expect(run.restore?.failures).toMatchObject([{ id: 'ada', services: [sway, yammer] }]);
  });

  it.each([
    conflict('x'),
    `License assignment failed because service plan ${forms} depends on the service plan(s).`,
    'Something that nobody has read before.',
  ])('go off one by one where Microsoft says of all at once: %s', async (text) => {
    const tenant = tenantOf([withOff('ada', sway, yammer)], [], {
      change: ({ add }) =>
        add.some(({ disabledPlans }) => disabledPlans.length === 2) ? { is: 'refused', text } : undefined,
    });
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(offFor(tenant, 'ada')).toHaveLength(1);
    expect(run.restore?.failures).toMatchObject([{ id: 'ada', text, services: [yammer] }]);
  });

  it('are given up, and named, where one by one they go off by what Microsoft says and are on all the same', async () => {
    const tenant = tenantOf([withOff('ada', sway, yammer)], [], { isInVain: true });
    const before = await upgraded(tenant);
    tenant.answers.change = () => (tenant.sent.length === 1 ? { is: 'refused', text: conflict('x') } : undefined);
    const { run } = await takeIn(tenant, restore, before);
    expect(run.restore).toMatchObject({ done: 0, failures: [{ id: 'ada', text: '', services: [sway, yammer] }] });
    expect(tenant.sent).toHaveLength(201);
  });

  it('are named of the last few for whom nothing has come of it for long', async () => {
    const people = many(25, (id) => withOff(id, sway));
    const tenant = tenantOf(people, [], { change: ({ userId }) => (userId > 'p009' ? { is: 'unknown' } : undefined) });
    const holdup = { is: 'noAnswer', service: 'graph', how: 'silent', since: at, told: true } as const;
    const before = await upgraded(tenant, { restore: someWork({ done: 10 }), holdup });
    for (const { id } of people.slice(0, 10))
      tenant.users.set(id, someone(id, [licence(newId, { disabledPlans: [sway] })]));
    const { run } = await takeIn(tenant, restore, before);
    expect(run.restore?.failures).toHaveLength(15);
    expect(run.restore?.failures[0]).toMatchObject({ reason: 'noAnswer', text: '' });
    const many25 = { ...before, restore: null };
    await expect(takeIn(tenant, restore, many25)).rejects.toMatchObject({ problem: { is: 'unreachable' } });
  });

  it('are tried on one by one in batches, and every service that stays on is named with the last sentence', async () => {
    const tenant = tenantOf(
      many(25, (id) => withOff(id, sway, yammer)),
      [],
      { change: refusedFor(sway, yammer) },
    );
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(run.restore?.failures).toHaveLength(25);
    for (const failure of run.restore?.failures ?? [])
      expect(failure).toMatchObject({ services: [sway, yammer], text: conflict(yammer) });
    // All at once, then each of the two.
    expect(tenant.sentFor().filter((id) => id === 'p024')).toHaveLength(3);
  });

  it('are asked for once of somebody who cannot be changed at all', async () => {
    const text = 'License assignment cannot be done for user with invalid usage location.';
    const tenant = tenantOf([withOff('ada', sway, yammer)], [], { change: () => ({ is: 'refused', text }) });
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(tenant.sentFor()).toEqual(['ada']);
    expect(run.restore).toMatchObject({ done: 0, failures: [{ id: 'ada', reason: 'usageLocation' }] });
    expect(run.restore?.failures[0]).not.toHaveProperty('services');
  });

  it('take with them what a refusal says needs them, for whoever comes next too', async () => {
    const needs = `License assignment failed because service plan ${forms} depends on the service plan(s) ${sway}.`;
    const isRefused = ({ add }: LicenceChange) => add.some(({ disabledPlans }) => !disabledPlans.includes(forms));
    const tenant = tenantOf(
      many(21, (id) => withOff(id, sway)),
      [],
      {
        change: (change) => (isRefused(change) ? { is: 'refused', text: needs } : undefined),
      },
    );
    const { run } = await takeIn(tenant, restore, await upgraded(tenant));
    expect(offFor(tenant, 'p000')).toEqual([sway, forms]);
    expect(run.restore).toMatchObject({
      done: 21,
      failures: [],
      alsoOff: { FORMS_PLAN_E5: 21 },
      learnt: [{ service: forms, needsOneOf: [sway] }],
    });
    const again = tenantOf([withOff('ada', sway)], [], tenant.answers);
    await takeIn(again, restore, await upgraded(again, { restore: run.restore }));
    expect(again.sentFor()).toEqual(['ada']);
  });

  it.each<[string, number]>([
    ['all at once', 0],
    ['one by one', 21],
  ])('stay as they are for everybody else once it is paused: %s', async (_how, sent) => {
    const people = many(200, (id) => withOff(id, sway, yammer));
    const tenant = tenantOf(people, [], sent > 0 ? { change: refusedFor(yammer) } : {});
    const before = await upgraded(tenant);
    let isPaused = false;
    const { told } = await takeIn(tenant, restore, before, {
      meanwhile: ({ found }, run) => {
        isPaused ||= found === 'progress' && tenant.sent.length > sent;
        return isPaused ? paused(run) : undefined;
      },
    });
    expect(tenant.sent.length).toBeLessThanOrEqual(sent + 5);
    expect(tenant.read.length).toBeLessThanOrEqual(2 * sent + 5);
    expect(told.some(({ found }) => found === 'restored')).toBe(false);
  });

  it('are nobody’s where nobody is written down', async () => {
    const tenant = tenantOf(many(2));
    const { run } = await takeIn(tenant, restore, await upgraded(tenant, { snapshot: null }));
    expect(run).toMatchObject({ state: { is: 'completed' }, restore: { total: 0, done: 0 } });
  });

  it.each<[string, Partial<Run>]>([
    ['the run is paused', { state: runIn.paused().state }],
    ['there is no plan', { plan: null }],
  ])('are not looked at where %s', async (_why, more) => {
    const tenant = tenantOf([withOff('ada', sway)]);
    expect((await takeIn(tenant, restore, await upgraded(tenant, more))).told).toEqual([]);
  });
});
