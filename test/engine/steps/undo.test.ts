import { describe, expect, it } from '@jest/globals';
import { reassign } from '../../../src/engine/steps/reassign.js';
import { undo } from '../../../src/engine/steps/undo.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { runIn, someWork } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';
import {
  aGroup,
  many,
  newId,
  ofGroup,
  oldId,
  oldPlan,
  serviceId,
  someone,
  type Tenant,
  tenantOf,
} from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

/** The way back, after people were moved by this run. */

const off = (...names: string[]) => licence(oldId, { disabledPlans: names.map(serviceId) });
const text = 'License assignment cannot be done for user with invalid usage location.';

/** The run that is to bring everybody back who was moved in the tenant, from what was written down before. */
async function moved(tenant: Tenant, more: Partial<Run> = {}): Promise<Run> {
  const before = await writtenDown({ ...runIn.reassigning(), reassign: null }, tenant);
  const { run } = await takeIn(tenant, reassign, before);
  tenant.forget();
  const undoing = { ...runIn.undoing(), snapshot: run.snapshot, undo: null };
  return { ...undoing, ...more };
}
const isUndone = ({ told }: Awaited<ReturnType<typeof takeIn>>) => told.some(({ found }) => found === 'undone');

describe('the way back', () => {
  it('gives everybody the old plan as they had it, one change a person, groups first', async () => {
    const sales = aGroup('sales', ['ann'], { licences: [{ skuId: oldId, disabledPlans: [serviceId('SWAY')] }] });
    const people = [someone('ada', [off('SWAY')]), someone('ben', [licence(oldId)]), ofGroup('ann', 'sales')];
    const tenant = tenantOf([...people, ...many(30)], [sales]);
    const before = new Map(tenant.users);
    const run = await moved(tenant);
    expect(tenant.holding(oldId)).toEqual([]);
    const after = await takeIn(tenant, undo, run, {
      meanwhile: ({ found }) => {
        if (found === 'progress' && tenant.sent.length > 0) expect(tenant.groupsSent).toHaveLength(1);
        return undefined;
      },
    });
    for (const id of ['ada', 'ben', 'p000', 'p029']) expect(tenant.users.get(id)).toEqual(before.get(id));
    expect(tenant.licencesOf('ann')).toEqual([
      licence(oldId, { assignedByGroup: 'sales', disabledPlans: [serviceId('SWAY')] }),
    ]);
    expect(tenant.sentFor()).toHaveLength(32);
    expect(tenant.read.flat()).not.toContain('sales');
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['sales']);
    expect(after.told.at(-1)).toMatchObject({ found: 'undone', work: { total: 33, done: 33, failures: [] } });
    expect(after.run).toMatchObject({ state: { is: 'manualReassign' }, reassign: null });
    expect(tenant.clock.waits).toEqual([]);
  });

  it('changes nobody and no group, and says so, where the old plan has ended', async () => {
    const tenant = tenantOf(many(2));
    const run = await moved(tenant);
    tenant.directory.skus = async () => [someUnits({ sku: oldPlan, status: 'Suspended', assigned: 0 })];
    const after = await takeIn(tenant, undo, run);
    expect(after.told.map(({ found }) => found)).toEqual(['decider', 'oldPlanEnded']);
    expect([tenant.sent, tenant.groupsSent]).toEqual([[], []]);
  });

  it('names those who cannot be moved back, and counts them out', async () => {
    const tenant = tenantOf(many(3));
    const run = await moved(tenant);
    tenant.answers.change = ({ userId }) => (userId === 'p001' ? { is: 'refused', text } : undefined);
    const after = await takeIn(tenant, undo, run);
    expect(after.run.undo).toMatchObject({ total: 3, done: 2 });
    expect(after.run.undo?.failures).toMatchObject([{ id: 'p001', reason: 'usageLocation', text }]);
    expect(after.run.notices.map(({ what }) => what)).toContain('undoneInPart');
  });

  it('names a group that cannot be changed back, and brings everybody else back', async () => {
    const tenant = tenantOf([...many(1), ofGroup('ann', 'sales')], [aGroup('sales', ['ann'])]);
    const run = await moved(tenant);
    tenant.answers.groupChange = () => ({ is: 'refused', code: 'Request_BadRequest', text: 'CountViolation' });
    const after = await takeIn(tenant, undo, run);
    expect(tenant.holding(oldId)).toEqual(['p000']);
    expect(after.run.undo).toMatchObject({ total: 2, done: 1, failures: [{ id: 'sales', reason: 'noSeats' }] });
  });

  it('takes off what a refusal says needs a service that was off', async () => {
    const [sway, yammer] = ['SWAY', 'YAMMER_ENTERPRISE'].map(serviceId) as [string, string];
    const tenant = tenantOf(many(1, (id) => someone(id, [off('SWAY')])));
    const run = await moved(tenant);
    const needs = `License assignment failed because service plan ${yammer} depends on the service plan(s) ${sway}.`;
    tenant.answers.change = ({ add }) =>
      add.some(({ disabledPlans }) => disabledPlans.includes(yammer)) ? undefined : { is: 'refused', text: needs };
    const after = await takeIn(tenant, undo, run);
    expect(tenant.licencesOf('p000')).toEqual([licence(oldId, { disabledPlans: [sway, yammer] })]);
    expect(after.run.undo).toMatchObject({ done: 1, failures: [], alsoOff: { YAMMER_ENTERPRISE: 1 } });
  });

  it('leaves alone who had the plan from a group only, and who was never moved', async () => {
    const both = [licence(oldId, { assignedByGroup: 'sales' }), licence(newId)];
    const people = [someone('ann', both), ...many(2)];
    const tenant = tenantOf(people, [aGroup('sales', ['ann'])]);
    const before = await writtenDown({ ...runIn.undoing(), undo: null }, tenant);
    tenant.users.set('p000', someone('p000', [licence(newId)]));
    const after = await takeIn(tenant, undo, before);
    expect(tenant.sentFor()).toEqual(['p000']);
    expect(tenant.groupsSent).toEqual([]);
    expect(after.run.undo).toMatchObject({ total: 1, done: 1 });
  });

  it('goes on from where it stood when it is begun anew', async () => {
    const tenant = tenantOf(many(3));
    const startedAt = '2026-03-04T08:00:00.000Z';
    const run = await moved(tenant, { undo: someWork({ total: 5, done: 2, startedAt }) });
    const { told } = await takeIn(tenant, undo, run);
    const [first] = told.flatMap((one) => (one.found === 'progress' ? one.work : []));
    expect(first).toMatchObject({ total: 5, done: 2, startedAt });
    expect(told.at(-1)).toMatchObject({ work: { total: 5, done: 5, startedAt } });
  });

  it('is undone though a group is gone, and names the members who did not get it from another', async () => {
    const groups = [aGroup('sales', ['ann']), aGroup('finance', ['ben'])];
    const tenant = tenantOf([ofGroup('ann', 'sales'), ofGroup('ben', 'finance')], groups);
    const run = await moved(tenant);
    const { group } = tenant.directory;
    tenant.directory.group = async (of, id) => (id === 'sales' ? undefined : group(of, id));
    const inError = licence(oldId, { assignedByGroup: 'finance', state: 'Error', error: 'CountViolation' });
    tenant.answers.inError = (id) => (id === 'finance' ? [someone('ben', [inError])] : []);
    const after = await takeIn(tenant, undo, run);
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['finance']);
    expect(after.run.undo?.failures).toMatchObject([{ id: 'ben', reason: 'noSeats' }]);
  });

  it('waits until the list shows who is back, so that they can be moved again at once', async () => {
    const tenant = tenantOf(many(3));
    const run = await moved(tenant);
    let looks = 0;
    tenant.answers.listed = (skuId) => {
      looks += 1;
      return [looks < 4 ? many(2) : tenant.holding(skuId).map((id) => someone(id))];
    };
    expect(isUndone(await takeIn(tenant, undo, run))).toBe(true);
    expect(tenant.clock.waits).toEqual([2_000, 2_000, 2_000]);
  });

  it('does not wait for a list that never does', async () => {
    const tenant = tenantOf(many(3));
    const run = await moved(tenant);
    tenant.answers.listed = () => [[]];
    expect(isUndone(await takeIn(tenant, undo, run))).toBe(true);
    expect(tenant.clock.waits).toHaveLength(15);
  });

  it.each<[string, (tenant: Tenant) => boolean, number, number]>([
    ['while groups go back', ({ groupsSent }) => groupsSent.length > 0, 1, 0],
    ['while people do', ({ sent }) => sent.length > 0, 2, 5],
    ['while the list is waited for', ({ clock }) => clock.waits.length > 0, 2, 10],
  ])('stops once it is paused, and leaves everybody else as they are: %s', async (_when, isWhen, groups, batches) => {
    const handing = [aGroup('sales', ['ann']), aGroup('finance', ['ben'])];
    const tenant = tenantOf([...many(200), ofGroup('ann', 'sales'), ofGroup('ben', 'finance')], handing);
    const run = await moved(tenant);
    tenant.answers.listed = () => [[]];
    let isPaused = false;
    let asked = 0;
    tenant.answers.inError = () => {
      asked += Number(isPaused);
      return [];
    };
    const after = await takeIn(tenant, undo, run, {
      meanwhile: ({ found }, now) => {
        isPaused ||= found === 'progress' && isWhen(tenant);
        return isPaused ? paused(now) : undefined;
      },
    });
    expect(tenant.groupsSent).toHaveLength(groups);
    expect(tenant.sent.length).toBeLessThanOrEqual(batches);
    expect(isUndone(after)).toBe(false);
    // Nor is it asked who of a group did not get it before the groups have all gone back.
    expect(asked).toBeLessThanOrEqual(batches);
  });

  it.each<[string, Partial<Run>]>([
    ['the run is paused', { state: runIn.paused().state }],
    ['there is no plan', { plan: null }],
    ['nothing is written down', { snapshot: null }],
  ])('is not begun where %s', async (_why, more) => {
    const tenant = tenantOf(many(1));
    const run = await moved(tenant, more);
    expect((await takeIn(tenant, undo, run)).told).toEqual([]);
  });
});
