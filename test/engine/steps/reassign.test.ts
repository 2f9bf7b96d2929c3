import { describe, expect, it } from '@jest/globals';
import { reassign } from '../../../src/engine/steps/reassign.js';
import type { LicenceChange } from '../../../src/upgrade/licences/move.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { aSplit, runIn, someWork } from '../../support/runs.js';
import { many, newId, oldId, serviceId, someone, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

const gone = 'ffffffff-0000-4000-8000-000000000001';
const [forms, sway] = ['FORMS_PLAN_E5', 'SWAY'].map(serviceId) as [string, string];

/** Step 3 of the manual path for people; what it does with groups is told beside this. */

const refused = {
  is: 'refused',
  text: 'License assignment cannot be done for user with invalid usage location.',
} as const;

describe('people who are moved', () => {
  const ofRun = (more: Partial<Run> = {}, state: object = {}): Run => {
    const before = runIn.reassigning();
    return { ...before, reassign: null, ...more, state: { ...before.state, ...state } as Run['state'] };
  };
  const move = async (tenant: Tenant, run = ofRun(), more = {}) =>
    takeIn(tenant, reassign, await writtenDown(run, tenant), more);

  it('are moved in batches of twenty, one change a person, until nobody has the old plan', async () => {
    const tenant = tenantOf(many(45));
    const { run, told } = await move(tenant);
    expect(tenant.sent.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(new Set(tenant.sentFor()).size).toBe(45);
    expect([tenant.holding(oldId).length, tenant.holding(newId).length]).toEqual([0, 45]);
    expect(told.at(-1)).toMatchObject({
      found: 'reassigned',
      work: { total: 45, done: 45, failures: [], startedAt: '2026-03-04T09:30:00.000Z' },
      holding: { users: 0, groups: 0, counted: 0 },
    });
    expect(run.state.is).toBe('manualCancel');
  });

  it('are changed once each though the list goes on showing them, and read only once it may lag', async () => {
    const people = many(25);
    const tenant = tenantOf(people, [], { listed: () => [people] });
    const readBefore: number[] = [];
    tenant.answers.change = () => void readBefore.push(tenant.read.length);
    const { run } = await move(tenant);
    expect(new Set(readBefore)).toEqual(new Set([0]));
    expect(tenant.sentFor()).toHaveLength(25);
    expect(run).toMatchObject({ state: { is: 'manualCancel' }, reassign: { total: 25, done: 25 } });
  });

  it('are found by what was written down where the list shows too few of them', async () => {
    const tenant = tenantOf(many(25));
    const before = await writtenDown(ofRun(), tenant);
    tenant.answers.listed = () => [many(2)];
    const { run } = await takeIn(tenant, reassign, before);
    expect(tenant.holding(oldId)).toEqual([]);
    expect(run).toMatchObject({ state: { is: 'manualCancel' }, reassign: { total: 25, done: 25 } });
  });

  it('are sent once and named where Microsoft refuses them, and everybody else is moved', async () => {
    const tenant = tenantOf(many(25), [], { change: ({ userId }) => (userId === 'p003' ? refused : undefined) });
    const before = await writtenDown(ofRun(), tenant);
    // Whoever the list shows no more, they are found by what was written down; who failed is left alone there too.
    tenant.answers.listed = () => [many(4)];
    const { run, told } = await takeIn(tenant, reassign, before);
    expect(tenant.sentFor().filter((id) => id === 'p003')).toHaveLength(1);
    expect(tenant.holding(oldId)).toEqual(['p003']);
    expect(told.at(-1)).toMatchObject({ holding: { users: 1, counted: 1 } });
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: { total: 25, done: 24 } });
    expect(run.reassign?.failures).toEqual([
      {
        id: 'p003',
        name: 'p003',
        signIn: 'p003@contoso.example',
        of: 'user',
        reason: 'usageLocation',
        text: refused.text,
      },
    ]);
  });

  it('are left to the admin after five times where another tool gives them the old plan again', async () => {
    const tenant = tenantOf(many(2));
    tenant.answers.change = ({ userId }) => {
      if (userId === 'p001') return undefined;
      queueMicrotask(() => tenant.users.set(userId, someone(userId)));
      return undefined;
    };
    const { run } = await move(tenant);
    expect(tenant.sentFor().filter((id) => id === 'p000')).toHaveLength(5);
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: { total: 2, done: 1, failures: [] } });
  });

  it.each<[string, (tenant: Tenant) => void]>([
    ['as they are listed', () => undefined],
    ['as they were written down', (tenant) => (tenant.answers.listed = () => [])],
  ])('stay as they are once it is paused, but for those who are being changed: %s', async (_how, change) => {
    const tenant = tenantOf(many(200));
    const before = await writtenDown(ofRun(), tenant);
    change(tenant);
    let isPaused = false;
    const { run, told } = await takeIn(tenant, reassign, before, {
      meanwhile: (found, now) => {
        isPaused ||= found.found === 'progress' && tenant.sent.length > 0;
        return isPaused ? paused(now) : undefined;
      },
    });
    expect(tenant.sent.length).toBeLessThanOrEqual(5);
    expect(run.state.is).toBe('paused');
    expect(told.some(({ found }) => found === 'reassigned')).toBe(false);
  });

  it('count as nobody to move where they were deleted meanwhile', async () => {
    const tenant = tenantOf(many(25), [], {
      change: ({ userId }) => {
        if (userId !== 'p007') return undefined;
        tenant.users.delete(userId);
        return { is: 'gone' };
      },
    });
    const { run } = await move(tenant);
    expect(tenant.sentFor()).toHaveLength(25);
    expect(run).toMatchObject({ state: { is: 'manualCancel' }, reassign: { total: 24, done: 24, failures: [] } });
  });

  it('are counted on from where it stood before it was begun anew', async () => {
    const tenant = tenantOf(many(5));
    const earlier = someWork({ total: 25, done: 20, startedAt: '2026-03-04T08:00:00.000Z', unmapped: { SWAY: 4 } });
    const { told } = await move(tenant, ofRun({ reassign: earlier }));
    const work = told.flatMap((one) => (one.found === 'progress' ? one.work : []));
    expect(work[0]).toMatchObject({ total: 25, done: 20, startedAt: earlier.startedAt, unmapped: { SWAY: 4 } });
    expect(told.at(-1)).toMatchObject({ work: { total: 25, done: 25, startedAt: earlier.startedAt } });
  });

  it('are written down before they are moved where they got the old plan late', async () => {
    const tenant = tenantOf(many(3));
    const before = await writtenDown(ofRun(), tenant);
    const late = licence(oldId, { disabledPlans: ['sway'] });
    tenant.users.set('late', someone('late', [late]));
    let sentBefore: number | undefined;
    const { run, told } = await takeIn(tenant, reassign, before, {
      meanwhile: ({ found }) => {
        if (found === 'latecomers') sentBefore = tenant.sent.length;
        return undefined;
      },
    });
    expect(sentBefore).toBe(0);
    expect(told).toContainEqual(
      expect.objectContaining({ found: 'latecomers', pages: 2, people: 4, withSwitchedOff: 1 }),
    );
    expect(run.reassign).toMatchObject({ total: 4, done: 4 });
    expect(tenant.holding(newId)).toContain('late');
  });

  it('are written down anew where that is old, before anybody is moved', async () => {
    const tenant = tenantOf(many(3));
    const before = await writtenDown(ofRun(), tenant);
    tenant.users.set('late', someone('late'));
    tenant.clock.pass(3_600_000);
    const { run, told } = await takeIn(tenant, reassign, before);
    expect(told[0]).toMatchObject({ found: 'snapshotRefreshed', taken: { people: 4 } });
    expect(run.snapshot).toMatchObject({ generation: 1, people: 4 });
  });

  it('go each to their own of two plans', async () => {
    const tenant = tenantOf(many(4));
    const run = ofRun({ plan: 'SPE_E3', split: aSplit({ people: ['p001', 'p003'] }) });
    const before = await writtenDown({ ...run, path: null }, tenant);
    await takeIn(tenant, reassign, { ...before, path: 'manual' });
    expect(tenant.holding(idOf('SPE_E5'))).toEqual(['p001', 'p003']);
    expect(tenant.holding(idOf('SPE_E3'))).toEqual(['p000', 'p002']);
  });

  it.each<[string, Run]>([
    ['paused', runIn.paused()],
    ['without a plan', ofRun({ plan: null })],
  ])('are not even looked at while the run is %s', async (_how, run) => {
    const tenant = tenantOf(many(1));
    expect((await takeIn(tenant, reassign, run)).told).toEqual([]);
    expect([tenant.sent, tenant.read]).toEqual([[], []]);
  });

  it('are told of the services that were off and are in no new plan, once each', async () => {
    const tenant = tenantOf(many(3, (id) => someone(id, [licence(oldId, { disabledPlans: [gone] })])));
    const { run } = await move(tenant);
    expect(run.reassign?.unmapped).toEqual({ [gone]: 3 });
  });

  it.each<[string, 'done' | 'unknown' | 'refused', Record<string, number>]>([
    ['it is so, though no answer came', 'unknown', { [gone]: 1 }],
    ['a colleague was quicker', 'refused', {}],
  ])('count as moved, without being changed again, where %s', async (_why, is, unmapped) => {
    const tenant = tenantOf([someone('ada', [licence(oldId, { disabledPlans: [gone] })])]);
    tenant.answers.change = ({ userId }) => {
      tenant.users.set(userId, someone(userId, [licence(newId)]));
      return is === 'refused' ? { is, text: 'does not have a corresponding license' } : ({ is } as const);
    };
    const { run } = await move(tenant);
    expect(tenant.sentFor()).toEqual(['ada']);
    expect(run.reassign).toMatchObject({ total: 1, done: 1, failures: [] });
    expect(run.reassign?.unmapped).toEqual(unmapped);
  });

  it('are changed again, once, where a refusal tells what a service needs, and whoever comes next at once', async () => {
    const isRefused = ({ add }: LicenceChange) => add.some(({ disabledPlans }) => !disabledPlans.includes(forms));
    const text = `License assignment failed because service plan ${forms} depends on the service plan(s) ${sway}.`;
    const withOff = (id: string) => someone(id, [licence(oldId, { disabledPlans: [sway] })]);
    const tenant = tenantOf(many(1, withOff), [], {
      change: (change) => (isRefused(change) ? { is: 'refused', text } : undefined),
    });
    const { run } = await move(tenant);
    expect(tenant.sentFor()).toEqual(['p000', 'p000']);
    expect(run.reassign).toMatchObject({ done: 1, failures: [], alsoOff: { FORMS_PLAN_E5: 1 } });
    const next = tenantOf(many(1, withOff), [], tenant.answers);
    await move(next, ofRun({ reassign: run.reassign }));
    expect(next.sentFor()).toEqual(['p000']);
    const never = tenantOf(many(1, withOff), [], { change: () => ({ is: 'refused', text }) });
    expect((await move(never)).run.reassign?.failures).toMatchObject([{ id: 'p000', reason: 'dependency', text }]);
    expect(never.sentFor()).toEqual(['p000', 'p000']);
    // What changes nothing of theirs is not worth sending again.
    const same = tenantOf(many(1), [], { change: () => ({ is: 'refused', text }) });
    expect((await move(same)).run.reassign?.failures).toMatchObject([{ id: 'p000', reason: 'dependency', text }]);
    expect(same.sentFor()).toEqual(['p000']);
  });

  it.each<[string, number, number]>([
    ['more are counted than are seen', 3, 2],
    ['more are seen than are counted', 0, 4],
  ])('are not taken to have moved as long as %s', async (_how, counted, done) => {
    const refusedIs = ({ userId }: LicenceChange) => (userId === 'p000' ? refused : undefined);
    const tenant = tenantOf(many(5), [], { change: refusedIs });
    const before = await writtenDown(ofRun(), tenant);
    tenant.answers.counted = () => (tenant.sent.length > 0 ? counted : undefined);
    expect((await takeIn(tenant, reassign, before)).run.reassign).toMatchObject({ total: 5, done });
  });

  it('are counted by who is seen where the tenant does not list the plan any more', async () => {
    const tenant = tenantOf(many(5), [], { change: ({ userId }) => (userId === 'p000' ? refused : undefined) });
    const before = await writtenDown(ofRun(), tenant);
    const { skus } = tenant.directory;
    tenant.directory.skus = async (of) => (tenant.sent.length > 0 ? [] : skus(of));
    expect((await takeIn(tenant, reassign, before)).run.reassign).toMatchObject({ total: 5, done: 4 });
  });
});
