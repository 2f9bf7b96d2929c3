import { describe, expect, it } from '@jest/globals';
import { atStake, hasOnlyLooked, movedSoFar } from '../../../src/upgrade/run/at-stake.js';
import { ordering, preparing, reassigning } from '../../../src/upgrade/run/entering.js';
import type { Resume } from '../../../src/upgrade/run/resume.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, aRun, aSource, at, available, guided, now, runIn, someWork } from '../../support/runs.js';
import { done } from './order-steps.js';

const troubled = (resume: Resume, more: Partial<Run> = {}): Run => ({
  ...runIn.needsAttention(),
  order: anOrder(),
  ...more,
  state: { is: 'needsAttention', since: at, trouble: { is: 'denied', needs: null }, resume },
});
const review = { is: 'creditCheck', since: at, nextAt: at, latestEnd: at } as const;
const sent: Resume = { ...ordering(now), sent: true, sends: 1, sentAt: at };
const declined = anOrder({ outcome: 'declined' });
const before = { ...runIn.ordering(), snapshot: null };

describe('what stopping a run would leave', () => {
  it.each<RunState['is']>([
    ...(['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout'] as const),
    ...(['preparing', 'scheduled', 'stopped', 'completed', 'handedOver'] as const),
  ])('is nothing in a run that is %s', (is) => {
    expect(atStake(runIn[is]())).toBeUndefined();
  });

  it.each<[string, Run, boolean]>([
    ['that was sent', runIn.ordering(), true],
    ['that is not sent yet', { ...before, state: ordering(now) }, false],
    [
      'of which it is not certain that it came to nothing',
      { ...before, state: { ...ordering(now), doubtedAt: at } },
      true,
    ],
    ['that Microsoft reviews', runIn.creditCheck(), true],
    ['that waits for a review of the account', { ...before, state: { ...review, of: 'account' } }, false],
    ['that Microsoft carries out', runIn.transition(), true],
    ['that met trouble after it was sent', troubled(sent), true],
    ['that met trouble under review', troubled({ ...review, of: 'order' }), true],
    ['that met trouble before it was sent', troubled(ordering(now)), false],
    ['that met trouble before anything was written down for it', troubled(preparing('order', now)), false],
    ['that met trouble while it waited for a review of the account', troubled({ ...review, of: 'account' }), false],
    ['that met trouble when it may have left before', troubled({ ...ordering(now), doubtedAt: at }), true],
    ['that was declined', troubled({ is: 'checkout' }, { order: declined }), false],
  ])('is an order that may still go through, or none that is kept: %s', (_, run, orderOpen) => {
    expect(atStake(run)?.orderOpen ?? false).toBe(orderOpen);
    const stopped = done(run, { do: 'stop' });
    if (stopped) expect(stopped.order?.outcome === 'open').toBe(orderOpen);
  });

  it('is a plan that is bought, by the assistant or by hand, also where the last order came to nothing', () => {
    const completed = anOrder({ outcome: 'completed' });
    const byHand = { at, by: null, what: 'orderedByHand', details: {} } as const;
    expect(atStake(runIn.manualReassign())).toMatchObject({ bought: true, orderOpen: false });
    expect(atStake(aRun({ audit: [byHand], state: { is: 'manualReassign' } }))).toMatchObject({ bought: true });
    const second = troubled({ is: 'checkout' }, { order: declined, earlierOrders: [completed] });
    expect(atStake(second)).toMatchObject({ bought: true, orderOpen: false });
  });

  it('are people who were moved, or moved back in part, and work that is under way whatever came of it', () => {
    const own: Partial<Run> = { order: null, useSubscriptionId: 'owned-1' };
    const moved = { ...runIn.manualReassign(), ...own, reassign: someWork({ total: 25, done: 1 }) };
    expect(atStake(moved)).toEqual({ moved: 1, total: 25, left: 24, bought: false, orderOpen: false });
    expect(atStake({ ...moved, reassign: someWork({ done: 0 }) })).toBeUndefined();
    expect(atStake({ ...moved, reassign: null, undo: someWork({ done: 3 }) })).toMatchObject({ moved: 0 });
    const beginning = { ...moved, reassign: null, state: reassigning(now, 0) } as Run;
    expect(atStake(beginning)).toMatchObject({ moved: 0, left: 25 });
    expect(atStake({ ...guided('openTab'), snapshot: null })).toMatchObject({ bought: false, orderOpen: false });
  });
});

describe('how many have been moved', () => {
  const counted = (more: Partial<Run>) => movedSoFar({ ...runIn.manualReassign(), ...more });

  it('are those who were moved and not moved back, of all that were found', () => {
    const reassign = someWork({ total: 30, done: 20 });
    expect(counted({ reassign })).toEqual({ moved: 20, total: 30, left: 10 });
    expect(counted({ reassign, undo: someWork({ total: 20, done: 5 }) })).toEqual({ moved: 15, total: 30, left: 15 });
    expect(counted({ reassign, undo: someWork({ done: 21 }) })).toMatchObject({ moved: 0 });
    expect(counted({ reassign: someWork({ total: 3, done: 4 }) })).toMatchObject({ moved: 4, left: 0 });
  });

  it('are none once everyone is back, or before anybody was counted', () => {
    expect(counted({ reassign: null, undo: someWork({ total: 20, done: 20 }) })).toEqual({
      moved: 0,
      total: 20,
      left: 20,
    });
    const assessment = available({ source: aSource({ assigned: 7 }) });
    expect(counted({ reassign: null, assessment })).toEqual({ moved: 0, total: 25, left: 25 });
    expect(counted({ reassign: null, snapshot: null, assessment })).toEqual({ moved: 0, total: 7, left: 7 });
    const unknown = { is: 'noSource', readAt: at } as const;
    expect(counted({ reassign: null, snapshot: null, assessment: unknown })).toMatchObject({ total: 0, left: 0 });
  });
});

describe('a run', () => {
  it('has only looked while neither a way nor a plan is chosen', () => {
    expect(hasOnlyLooked({ path: null, plan: null })).toBe(true);
    expect(hasOnlyLooked({ path: 'manual', plan: null })).toBe(false);
    expect(hasOnlyLooked({ path: null, plan: 'SPE_E5' })).toBe(false);
  });
});
