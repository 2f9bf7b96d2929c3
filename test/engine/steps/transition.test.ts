import { describe, expect, it } from '@jest/globals';
import { transition } from '../../../src/engine/steps/transition.js';
import type { OrderStanding } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSubscription, runIn } from '../../support/runs.js';
import { aSubscription as newSubscription, someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** While Microsoft moves the people, Graph tells how far it is, and the commerce only whether it failed or is done. */

type Facts = Parameters<typeof inTenant>[0];

const old = 'ENTERPRISEWITHSCAL';
const plan = 'ENTERPRISEPREMIUM';
const ended = [aSubscription({ status: 'Suspended' }), newSubscription({ sku: plan })];
const everyoneHasNew = someUnits({ sku: plan, assigned: 25 });
const over: Facts = { skus: [someUnits({ assigned: 0 }), everyoneHasNew], subscriptions: ended };

function moving(): Run {
  const run = runIn.transition();
  return {
    ...run,
    snapshot: run.snapshot && { ...run.snapshot, pages: 0, withSwitchedOff: 0, takenAt: '2026-03-04T08:00:00Z' },
  };
}

/** Takes the step where the order stands so; what was seen of how far Microsoft is. */
async function take(facts: Facts = {}, status: OrderStanding = { is: 'inProgress' }, run = moving()) {
  let asked = 0;
  const find = async () => {
    asked += 1;
    return status;
  };
  const tenant = inTenant({ ...facts, commerce: { find } });
  const after = await tenant.take(transition, run);
  const last = tenant.told.at(-1);
  return { ...tenant, after, asked, seen: last?.found === 'transition' ? last.seen : undefined };
}

describe('people whom Microsoft moves', () => {
  it.each<[string, Facts]>([
    ['licences of the old plan are counted', { subscriptions: ended }],
    ['the old plan goes on', { skus: over.skus ?? [] }],
  ])('are written down anew, and not looked at one by one, while %s', async (_while, facts) => {
    const { happened, seen, asked } = await take(facts);
    expect(happened).toEqual(['snapshotRefreshed', 'transition']);
    expect(seen).toMatchObject({ holding: null, groups: 0, direct: null, carriedOut: false });
    expect(asked).toBe(1);
  });

  it('are looked at one by one once nothing of the old plan is left, and the commerce is not asked', async () => {
    const { happened, seen, after, asked } = await take(over);
    expect(happened).toEqual(['transition']);
    expect(seen).toMatchObject({ counted: 0, holding: { users: 0, groups: 0 }, old: { ended: [aSubscription().id] } });
    expect([after.state.is, asked]).toEqual(['completed', 0]);
  });

  it('are moved too where the old plan is not listed any more', async () => {
    const { after } = await take({ ...over, skus: [everyoneHasNew] });
    expect(after.state.is).toBe('completed');
  });

  it('are told apart from those who have the old plan of a group alone', async () => {
    const holds = (id: string, assignedByGroup: string | null): LicensedUser => ({
      ...person(licence(idOf(old), { assignedByGroup })),
      id,
    });
    const sales: LicensedGroup = {
      id: 'sales',
      displayName: 'Sales',
      licences: [{ skuId: idOf(old), disabledPlans: [] }],
      processing: 'complete',
    };
    const people = [holds('adele', null), holds('megan', 'sales'), holds('lee', null)];
    const skus = [someUnits({ assigned: 3 }), everyoneHasNew];
    const { seen } = await take({ people, groups: [sales], skus }, undefined, { ...moving(), snapshot: null });
    expect(seen).toMatchObject({ groups: 1, direct: 2, counted: 3 });
  });
});

describe('the order of an upgrade that Microsoft carries out', () => {
  const said = { code: '800002', text: 'The credit check did not pass.' };

  it.each<[OrderStanding, string[], Run['state']['is']]>([
    [{ is: 'declined', ...said }, ['order'], 'needsAttention'],
    [{ is: 'underReview', of: 'order' }, ['order'], 'creditCheck'],
    [{ is: 'unclear', word: 'paused' }, ['order', 'transition'], 'transition'],
    [{ is: 'inProgress' }, ['transition'], 'transition'],
    [{ is: 'notFound' }, ['transition'], 'transition'],
    [{ is: 'completed', commerceId: 'c-1' }, ['transition'], 'transition'],
  ])('%j is told as far as Graph does not tell', async (status, happens, state) => {
    const { happened, told, after, seen } = await take({}, status, { ...moving(), snapshot: null });
    expect([happened, after.state.is]).toEqual([happens, state]);
    if (happens.includes('order')) expect(told[0]).toEqual({ found: 'order', status });
    expect(seen?.carriedOut ?? false).toBe(status.is === 'completed');
  });

  it('is not asked for where an admin ordered by hand', async () => {
    const { happened, asked, seen } = await take({}, { is: 'declined', ...said }, { ...moving(), order: null });
    expect([happened, asked, seen?.carriedOut]).toEqual([['snapshotRefreshed', 'transition'], 0, false]);
  });
});
