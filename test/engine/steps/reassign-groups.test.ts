import { describe, expect, it } from '@jest/globals';
import { groupsIn } from '../../../src/engine/snapshot/pages.js';
import { reassign } from '../../../src/engine/steps/reassign.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { aGroup, many, newId, ofGroup, oldId, someone, tenantOf } from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

/** Step 3 of the manual path for groups that hand out the old plan. */

const ofRun = (): Run => ({ ...runIn.reassigning(), reassign: null });
const gone = 'ffffffff-0000-4000-8000-000000000001';

/** Two groups of one person each, beside one who holds the plan of their own. */
const twoGroups = (answers = {}) =>
  tenantOf(
    [...many(1), ofGroup('ann', 'sales'), ofGroup('ben', 'finance')],
    [aGroup('sales', ['ann']), aGroup('finance', ['ben'])],
    answers,
  );

describe('groups that hand out the old plan', () => {
  it('are changed after the people, and counted with their members', async () => {
    const tenant = twoGroups();
    const { run, told } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    const change = { add: [{ skuId: newId, disabledPlans: [] }], remove: [oldId] };
    expect(tenant.groupsSent).toEqual(['sales', 'finance'].map((id) => ({ id, change })));
    expect(run).toMatchObject({ state: { is: 'manualCancel' }, reassign: { total: 3, done: 3, failures: [] } });
    expect(told.at(-1)).toMatchObject({ holding: { users: 0, groups: 0, counted: 0 } });
  });

  it('are waited for until Microsoft has processed their members', async () => {
    const tenant = twoGroups({ processing: ['queued', 'inProgress', 'complete'] });
    await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    expect(tenant.looks.slice(0, 4)).toEqual(['sales', 'sales', 'sales', 'finance']);
    expect(tenant.clock.waits).toEqual([1_000, 1_500]);
  });

  it('that cannot be changed are named, and the others are changed', async () => {
    const text = 'There are not enough available licenses.';
    const tenant = twoGroups({
      groupChange: (id: string) => (id === 'sales' ? { is: 'refused', code: 'Request_BadRequest', text } : undefined),
    });
    const { run } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    expect(tenant.holding(newId)).toEqual(['p000', 'ben']);
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: { total: 3, done: 2 } });
    expect(run.reassign?.failures).toEqual([
      { id: 'sales', name: 'Group sales', of: 'group', reason: 'noSeats', text },
    ]);
    // What Microsoft did not take is not waited for, but once for what was changed before a restart.
    expect(tenant.looks).toEqual(['finance', 'sales', 'finance']);
  });

  it('have their members told of whom Microsoft could not give what the group hands out', async () => {
    const failed = someone('ann', [
      licence(newId, { assignedByGroup: 'sales', state: 'Error', error: 'CountViolation' }),
      licence(oldId, { assignedByGroup: 'finance', state: 'Error', error: 'MutuallyExclusiveViolation' }),
    ]);
    const tenant = twoGroups({ inError: (id: string) => (id === 'sales' ? [failed] : []) });
    const { run } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    expect(run.reassign?.failures).toMatchObject([{ id: 'ann', reason: 'noSeats', text: 'CountViolation' }]);
  });

  it('are written down before they are changed where they got the old plan late', async () => {
    const tenant = twoGroups();
    const before = await writtenDown(ofRun(), tenantOf(many(1)));
    const written = await writtenDown(ofRun(), tenant);
    await tenant.documents.delete({ name: 'snapshot' } as never, `${before.id}:00001`);
    const snapshot = written.snapshot && { ...written.snapshot, pages: 1 };
    const sentAt: number[] = [];
    const { run } = await takeIn(
      tenant,
      reassign,
      { ...written, snapshot },
      {
        meanwhile: ({ found }) => {
          if (found === 'latecomers') sentAt.push(tenant.groupsSent.length);
          return undefined;
        },
      },
    );
    expect(sentAt).toEqual([0, 1]);
    const groups = await groupsIn(tenant.documents, run.id, run.snapshot ?? { generation: 0, pages: 0 });
    expect(groups.map(({ id }) => id)).toEqual(['sales', 'finance']);
  });

  it('are told of with all their members where services were off that the new plan lacks', async () => {
    const off = [{ skuId: oldId, disabledPlans: [gone] }];
    const people = [ofGroup('ann', 'sales'), ofGroup('ben', 'sales')];
    const tenant = tenantOf(people, [aGroup('sales', ['ann', 'ben'], { licences: off })]);
    const { run } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    expect(run.reassign?.unmapped).toEqual({ [gone]: 2 });
  });

  it('that were deleted meanwhile hand out nothing, and hold nobody up', async () => {
    const tenant = twoGroups({ groupChange: (id: string) => (id === 'sales' ? { is: 'notFound' } : undefined) });
    const { run } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant));
    expect(run.reassign?.failures).toEqual([]);
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['sales', 'finance']);
  });

  it.each<[string, number, string[], string[]]>([
    ['while the first is processed', 1, ['sales'], ['queued', 'queued']],
    ['while the last is processed', 2, ['sales', 'finance'], ['complete', 'queued', 'queued']],
    ['while those are looked at that were changed before', 3, ['sales', 'finance'], ['complete', 'complete', 'queued']],
  ])('stay as they are once it is paused: %s', async (_when, looks, changed, processing) => {
    const tenant = twoGroups({ processing, inError: () => [someone('ann')] });
    const { told, run } = await takeIn(tenant, reassign, await writtenDown(ofRun(), tenant), {
      meanwhile: ({ found }, now) => (found === 'progress' && tenant.looks.length >= looks ? paused(now) : undefined),
    });
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(changed);
    expect(tenant.looks).toHaveLength(looks);
    expect(told.some(({ found }) => found === 'reassigned')).toBe(false);
    expect(run.state.is).toBe('paused');
  });

  it('are left to another attempt where Microsoft does not answer', async () => {
    const tenant = twoGroups({ groupChange: () => ({ is: 'unreachable' }) });
    const before = await writtenDown(ofRun(), tenant);
    await expect(takeIn(tenant, reassign, before)).rejects.toMatchObject({ problem: { is: 'unreachable' } });
  });
});
