import { describe, expect, it } from '@jest/globals';
import { Learning } from '../../../src/engine/people/learning.js';
import { Tally } from '../../../src/engine/people/tally.js';
import { changeGroup, groupProcessed, nameMembersInError } from '../../../src/engine/steps/group-change.js';
import type { GroupSwap } from '../../../src/upgrade/licences/move.js';
import type { LicensedGroup } from '../../../src/upgrade/tenant/facts.js';
import { licence } from '../../support/licensed-person.js';
import { at, runIn } from '../../support/runs.js';
import { aGroup, newId, ofGroup, oldId, serviceId, someone, tenantOf } from '../people/tenant-of-people.js';
import { toolsIn } from './step-in-tenant.js';

/** A group's licence is changed once for all its members, who follow when Microsoft has processed them. */

const [forms, sway] = ['FORMS_PLAN_E5', 'SWAY'].map(serviceId);
const needs = `License assignment failed because service plan ${forms} depends on the service plan(s) ${sway}.`;
const swap = (more: { unmapped?: string[]; alsoOff?: string[] } = {}): GroupSwap => ({
  is: 'change',
  change: { add: [{ skuId: newId, disabledPlans: [] }], remove: [oldId] },
  unmapped: [],
  alsoOff: [],
  ...more,
});

/** Has a group of two changed as planned, where changing meets these sentences one after the other. */
async function changed(plan: () => GroupSwap, refusals: string[] = []) {
  const sales = aGroup('sales', ['ann', 'ben']);
  const tenant = tenantOf([ofGroup('ann', 'sales'), ofGroup('ben', 'sales')], [sales]);
  tenant.answers.groupChange = () => {
    const text = refusals.shift();
    return text === undefined ? undefined : { is: 'refused', code: 'Request_BadRequest', text };
  };
  const tally = new Tally(2, 0, at);
  const tools = { tenantId: 'contoso', tally, learning: new Learning([]) };
  const isTaken = await changeGroup(sales, plan, tools, toolsIn(tenant, runIn.reassigning()).tools);
  return { isTaken, work: tally.work(), sent: tenant.groupsSent.length };
}

describe('what a group hands out', () => {
  it.each<[string, Parameters<typeof swap>[0], object]>([
    ['has no place in the new plan', { unmapped: ['SWAY'] }, { unmapped: { SWAY: 2 }, alsoOff: {} }],
    ['goes off with others', { alsoOff: ['FORMS'] }, { unmapped: {}, alsoOff: { FORMS: 2 } }],
    ['does either', { unmapped: ['SWAY'], alsoOff: ['FORMS'] }, { unmapped: { SWAY: 2 }, alsoOff: { FORMS: 2 } }],
  ])('is told of for every member where a service of it %s', async (_what, leaves, told) => {
    const { work, ...taken } = await changed(() => swap(leaves));
    expect(taken).toEqual({ isTaken: true, sent: 1 });
    expect(work).toEqual({ ...work, ...told, done: 0 });
  });

  it('is not changed where nothing is to be', async () => {
    expect(await changed(() => ({ is: 'none' }))).toMatchObject({ isTaken: false, sent: 0, work: { failures: [] } });
  });

  it('is changed again, once, where a refusal tells what a service needs', async () => {
    expect(await changed(() => swap(), [needs])).toMatchObject({ isTaken: true, sent: 2, work: { failures: [] } });
    const twice = await changed(() => swap(), [needs, needs]);
    expect(twice).toMatchObject({ isTaken: false, sent: 2 });
    expect(twice.work.failures).toMatchObject([{ id: 'sales', of: 'group', reason: 'dependency', text: needs }]);
  });

  it('is not taken to have changed where the group is gone', async () => {
    const tenant = tenantOf([]);
    const tools = { tenantId: 'contoso', tally: new Tally(0, 0, at), learning: new Learning([]) };
    const step = toolsIn(tenant, runIn.reassigning()).tools;
    expect(await changeGroup(aGroup('gone', []), swap, tools, step)).toBe(false);
    expect(tools.tally.failedCount).toBe(0);
  });

  it('is left as it is where that leaves nothing to be changed', async () => {
    const plans: GroupSwap[] = [swap(), { is: 'none' }];
    expect(await changed(() => plans.shift() ?? swap(), [needs])).toMatchObject({ isTaken: false, sent: 1 });
  });
});

describe('the members of a group that was changed', () => {
  type Word = LicensedGroup['processing'];
  async function waitedFor(processing: Word[], { gone = false, looks = 99 } = {}) {
    const tenant = tenantOf([], gone ? [] : [aGroup('sales', [])], { processing });
    const goOn = async () => tenant.looks.length < looks;
    await groupProcessed('contoso', 'sales', goOn, toolsIn(tenant, runIn.reassigning()).tools);
    return { waits: tenant.clock.waits, looks: tenant.looks.length };
  }

  it('are waited for ever more rarely, half a minute at most', async () => {
    const { waits } = await waitedFor(Array.from({ length: 12 }, () => 'inProgress'));
    expect(waits.slice(0, 4).map(Math.round)).toEqual([1_000, 1_500, 2_250, 3_375]);
    expect(waits.slice(-3)).toEqual([30_000, 30_000, 30_000]);
    expect(waits).toHaveLength(12);
  });

  it('are not waited for where the group never tells, after five looks', async () => {
    expect(await waitedFor(Array.from({ length: 12 }, () => 'unknown'))).toMatchObject({ looks: 5 });
    expect(await waitedFor(['queued', 'queued', 'queued', 'queued', 'queued', 'unknown'])).toMatchObject({ looks: 6 });
  });

  it('are not waited for where the group is gone, nor once the run is not to go on', async () => {
    expect(await waitedFor([], { gone: true })).toEqual({ waits: [], looks: 1 });
    expect(await waitedFor(['queued', 'queued', 'queued'], { looks: 2 })).toMatchObject({ looks: 2 });
  });

  it('are named who did not get it, with why as that group’s licence has it', async () => {
    const of = (group: string, error: string | null) =>
      licence(newId, { assignedByGroup: group, state: error ? 'Error' : 'Active', error });
    const people = [
      someone('ann', [of('other', 'MutuallyExclusiveViolation'), of('sales', null), of('sales', 'CountViolation')]),
      someone('ben', [of('other', 'MutuallyExclusiveViolation')]),
    ];
    const tenant = tenantOf(people, [], { inError: () => people });
    const tally = new Tally(2, 0, at);
    await nameMembersInError('contoso', 'sales', tally, toolsIn(tenant, runIn.reassigning()).tools);
    expect(tally.work().failures).toMatchObject([
      { id: 'ann', of: 'user', reason: 'noSeats', text: 'CountViolation' },
      { id: 'ben', of: 'user', reason: 'other', text: '' },
    ]);
  });
});
