import { describe, expect, it } from '@jest/globals';
import { adminTask } from '../../../src/engine/steps/admin-task.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSubscription, guided, now } from '../../support/runs.js';
import { aSubscription as newSubscription, someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** What an admin does by hand is looked for in Graph, and told only as far as it shows there. */

const plan = 'ENTERPRISEPREMIUM';

/** The run with what was written down of people long ago. */
function longAgo(run: Run): Run {
  return { ...run, snapshot: run.snapshot && { ...run.snapshot, pages: 0, takenAt: '2026-03-04T08:00:00Z' } };
}

async function take(run: Run, facts: Parameters<typeof inTenant>[0] = {}) {
  const tenant = inTenant(facts);
  return { ...tenant, after: await tenant.take(adminTask, run) };
}

describe('the end of the old plan by hand', () => {
  it('completes the run once it shows', async () => {
    const { happened, after } = await take(longAgo(guided('cancel')), {
      subscriptions: [aSubscription({ status: 'Suspended' })],
    });
    expect(happened).toEqual(['oldPlan']);
    expect(after).toMatchObject({ state: { is: 'completed' }, cancelled: [aSubscription().id] });
  });

  it('is said not to show while something of it goes on, and what has ended by then is kept', async () => {
    const both = [aSubscription({ status: 'Suspended' }), aSubscription({ id: 'second' })];
    const run = guided('cancel', {}, { saidDone: true });
    const source = { ...run.assessment, source: { ...sourceIn(run), subscriptions: both } } as Run['assessment'];
    const { happened, after } = await take({ ...run, assessment: source }, { subscriptions: both });
    expect(happened).toEqual(['oldPlan', 'notDoneYet']);
    expect(after).toMatchObject({ cancelled: [aSubscription().id], state: { notFoundAt: now.toISOString() } });
  });
});

const sourceIn = ({ assessment }: Run) => ('source' in assessment ? assessment.source : undefined);

describe('an order by hand', () => {
  it('is looked for among what the tenant has bought', async () => {
    const bought = [aSubscription(), newSubscription({ sku: plan, id: 'bought' })];
    const { told, after } = await take(guided('buy'), { subscriptions: bought });
    expect(told).toEqual([{ found: 'purchases', listed: bought }]);
    expect(after.state.is).not.toBe('adminTask');
  });

  it('has what people have written down anew while Microsoft is to move them, and not where the bot does', async () => {
    expect((await take(longAgo(guided('openTab')))).happened).toEqual(['snapshotRefreshed', 'purchases']);
    expect((await take(longAgo(guided('buy')))).happened).toEqual(['purchases']);
  });
});

describe('licences that an admin adds by hand', () => {
  const holders = [person(licence(idOf('ENTERPRISEWITHSCAL')), licence(idOf(plan)))];
  /** 25 people hold the old plan; one of them holds the new one too, of which there are so many. */
  const withSeats = (seats: number) => ({
    people: holders,
    skus: [someUnits({ assigned: 25 }), someUnits({ sku: plan, assigned: 1, enabled: seats })],
    subscriptions: [aSubscription(), newSubscription({ sku: plan, seats })],
  });

  it('show once there are as many as everybody needs', async () => {
    const run = guided('buy', { seatsToBuy: 5 });
    expect((await take(run, withSeats(24))).happened).toEqual(['notDoneYet']);
    const { told, after } = await take(run, withSeats(25));
    expect(told).toEqual([{ found: 'orderedByHand', plan }]);
    expect(after.state.is).not.toBe('adminTask');
  });

  it('do not show by what was bought before', async () => {
    expect((await take(guided('buy', { seatsToBuy: 5 }), withSeats(10))).told).toEqual([{ found: 'notDoneYet' }]);
  });
});
