import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endedSoFar, type OldPlan, oldPlanStands, outcomeOf } from '../../../src/upgrade/ending/old-plan.js';
import { isTransitionOver } from '../../../src/upgrade/ending/transition-over.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { Terms } from '../../../src/upgrade/tenant/terms.js';
import {
  aHome,
  nobodyHolds,
  oldPlanActive,
  oldPlanConverted,
  oldPlanGone,
  oldPlanRunningOut,
  oldPlanUnclear,
  transitionDone,
} from '../../support/findings.js';
import { aSubscription, someUnits } from '../tenant-facts.js';

const now = new Date('2026-03-02T12:00:00Z');
const row = aSubscription({ id: 'one', seats: 25, nextLifecycleAt: '2026-09-01T00:00:00Z' });
const { skuId } = row;
const rows = (...all: Subscription[]) => all.map((one) => ({ row: one, terms: undefined }));
const stands = (change: Partial<OldPlan>) =>
  oldPlanStands({ skuId, ids: ['one'], rows: [], notFound: [], units: undefined, ...change }, now);
const terms = (change: Partial<Terms>): Terms => ({
  autoRenew: true,
  endsAt: '2026-11-01T00:00:00Z',
  cancellation: { is: 'over' },
  refund: null,
  ...change,
});

describe('a subscription of the old plan', () => {
  it('is active or has ended as its row says', () => {
    expect(stands({ rows: rows(row) }).active).toEqual([row]);
    for (const status of ['Suspended', 'LockedOut', 'Deleted'] as const)
      expect(stands({ rows: rows({ ...row, status }) })).toMatchObject({ active: [], ended: ['one'] });
    expect(stands({ rows: rows({ ...row, status: 'Warning' }) }).active).toHaveLength(1);
  });

  it('in a status that is not documented has neither ended nor goes on', () => {
    expect(stands({ rows: rows({ ...row, status: 'Unknown' }) })).toMatchObject({
      active: [],
      ended: [],
      unclear: ['one'],
    });
  });

  it('that has become another product is not the old plan any more', () => {
    const other = { ...row, sku: 'SPE_E5', skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' };
    expect(stands({ rows: rows(other) })).toMatchObject({ active: [], ended: [], converted: ['one'], unclear: [] });
    expect(stands({ rows: rows({ ...row, skuId: skuId.toUpperCase() }) }).active).toHaveLength(1);
  });

  it('runs out when it is not renewed and cannot be ended at once', () => {
    const notRenewed = [{ row, terms: terms({ autoRenew: false }) }];
    expect(stands({ rows: notRenewed })).toMatchObject({
      active: [],
      runningOut: [{ id: 'one', until: '2026-11-01T00:00:00Z' }],
    });
    const noDate = [{ row, terms: terms({ autoRenew: false, endsAt: null }) }];
    expect(stands({ rows: noDate }).runningOut).toEqual([{ id: 'one', until: '2026-09-01T00:00:00Z' }]);
    expect(stands({ rows: [{ row, terms: terms({}) }] }).active).toHaveLength(1);
  });

  it('has ended when it is in grace after a term that was not renewed', () => {
    const inGrace = { ...row, status: 'Warning' as const };
    const expired = terms({ autoRenew: false, endsAt: '2026-03-01T00:00:00Z' });
    expect(stands({ rows: [{ row: inGrace, terms: expired }] })).toMatchObject({ active: [], ended: ['one'] });
    // An unpaid one is in grace too, and goes on; so does one that can be ended still, or of which that is not known.
    const changes = [{ autoRenew: true }, { autoRenew: null }, { cancellation: { is: 'anyTime' as const } }];
    for (const change of [...changes, { cancellation: null }])
      expect(stands({ rows: [{ row: inGrace, terms: { ...expired, ...change } }] })).toMatchObject({
        active: [inGrace],
        ended: [],
      });
  });

  it('that was suspended does not run out, though it was not renewed either: it has ended', () => {
    const suspended = { row: { ...row, status: 'Suspended' as const }, terms: terms({ autoRenew: false }) };
    expect(outcomeOf(stands({ rows: [suspended] }))).toEqual({ is: 'ended' });
  });

  it('goes on while it can be ended at once, though nobody renews it', () => {
    const anyTime = terms({ autoRenew: false, cancellation: { is: 'anyTime' } });
    expect(stands({ rows: [{ row, terms: anyTime }] }).active).toHaveLength(1);
    const inTime = terms({ autoRenew: false, cancellation: { is: 'until', at: '2026-03-05T00:00:00Z' } });
    expect(stands({ rows: [{ row, terms: inTime }] }).active).toHaveLength(1);
    const tooLate = terms({ autoRenew: false, cancellation: { is: 'until', at: '2026-03-01T00:00:00Z' } });
    expect(stands({ rows: [{ row, terms: tooLate }] }).runningOut).toHaveLength(1);
  });

  it('that is not listed has ended only when it is not found by its id and its seats are not counted', () => {
    expect(stands({})).toMatchObject({ ended: [], unclear: ['one'] });
    for (const units of [someUnits({ enabled: 25 }), someUnits({ enabled: 0, warning: 25 })])
      expect(stands({ notFound: ['one'], units })).toMatchObject({ ended: [], unclear: ['one'] });
    expect(stands({ notFound: ['one'], units: someUnits({ enabled: 0 }) })).toMatchObject({ ended: ['one'] });
    expect(stands({ notFound: ['one'] })).toMatchObject({ ended: ['one'] });
  });

  it('that is not listed is not taken for another one whose seats are', () => {
    const other = aSubscription({ id: 'two', seats: 10 });
    const both = { ids: ['one', 'two'], rows: rows(other), notFound: ['one'] };
    expect(stands({ ...both, units: someUnits({ enabled: 10 }) })).toMatchObject({ active: [other], ended: ['one'] });
    expect(stands({ ...both, units: someUnits({ enabled: 35 }) })).toMatchObject({ unclear: ['one'] });
  });

  it.each([
    ['of another plan', { sku: 'SPE_E5', skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' }],
    ['that has ended', { status: 'Suspended' as const }],
  ])('that is not listed has not ended while its seats are counted, though one %s has as many', (_which, change) => {
    const other = aSubscription({ id: 'two', seats: 25, ...change });
    const both = { ids: ['one', 'two'], rows: rows(other), notFound: ['one'] };
    expect(stands({ ...both, units: someUnits({ enabled: 25 }) }).unclear).toEqual(['one']);
  });

  it('stands in one way and no other', () => {
    const aRow = fc.record({
      status: fc.constantFrom('Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut', 'Unknown' as const),
      skuId: fc.constantFrom(skuId, skuId, 'another'),
      autoRenew: fc.constantFrom(true, false, null),
      cancellation: fc.constantFrom<Terms['cancellation'][]>(null, { is: 'anyTime' }, { is: 'over' }),
      told: fc.boolean(),
      listed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 4 }), fc.boolean(), fc.nat(50), (some, isFound, enabled) => {
        const ids = some.map((_, n) => `${n}`);
        const read = some.map(({ status, autoRenew, cancellation, told, ...one }, n) => ({
          row: { ...row, id: `${n}`, status, skuId: one.skuId },
          terms: told ? terms({ autoRenew, cancellation }) : undefined,
        }));
        const listed = read.filter((_, n) => some[n]?.listed);
        const notFound = isFound ? [] : ids.filter((_, n) => !some[n]?.listed);
        const all = stands({ ids, rows: listed, notFound, units: someUnits({ enabled }) });
        const told = [...all.active, ...all.runningOut].map(({ id }) => id);
        expect([...told, ...all.ended, ...all.converted, ...all.unclear].sort()).toEqual(ids);
      }),
    );
  });

  it('of somebody else is left out', () => {
    expect(outcomeOf(stands({ ids: [], rows: rows(row) }))).toEqual({ is: 'ended' });
  });
});

describe('how the old plan ended', () => {
  it('is not told while something of it goes on, or is not known', () => {
    expect(outcomeOf(oldPlanActive)).toBeUndefined();
    expect(outcomeOf(oldPlanUnclear)).toBeUndefined();
  });

  it('is one of three', () => {
    expect(outcomeOf(oldPlanGone)).toEqual({ is: 'ended' });
    expect(outcomeOf(oldPlanConverted)).toEqual({ is: 'converted' });
    const until = '2026-11-01T00:00:00Z';
    expect(outcomeOf(oldPlanRunningOut(until))).toEqual({ is: 'runsOut', until, told: false });
  });

  it('of several is by the one that goes on longest', () => {
    const runningOut = [
      { id: 'one', until: '2026-11-01T00:00:00Z' },
      { id: 'two', until: '2026-12-01T00:00:00Z' },
    ];
    expect(outcomeOf({ ...oldPlanGone, runningOut })).toMatchObject({ until: '2026-12-01T00:00:00Z' });
    expect(outcomeOf({ ...oldPlanGone, runningOut: runningOut.reverse() })).toMatchObject({
      until: '2026-12-01T00:00:00Z',
    });
    expect(outcomeOf({ ...oldPlanGone, runningOut: [{ id: 'three', until: null }, ...runningOut] })).toMatchObject({
      until: null,
    });
    expect(outcomeOf({ ...oldPlanGone, converted: ['two'] })).toEqual({ is: 'ended' });
  });
});

describe('what has ended so far', () => {
  it('is what was seen to have ended before and what has now, each once', () => {
    const stand = { ...oldPlanGone, ended: ['two', 'three'] };
    expect(endedSoFar({ cancelled: ['one', 'two'] }, stand)).toEqual(['one', 'two', 'three']);
  });
});

describe("Microsoft's own upgrade", () => {
  it('is over when the old plan has ended, nobody holds it and the new one is a home', () => {
    expect(isTransitionOver(transitionDone())).toBe(true);
    expect(isTransitionOver(transitionDone({ counted: null }))).toBe(true);
    expect(isTransitionOver(transitionDone({ old: oldPlanConverted }))).toBe(true);
  });

  it('is not over while any of that is not so, or not known', () => {
    const open = [
      { old: oldPlanActive },
      { old: oldPlanUnclear },
      { newPlan: { ...aHome(), rows: [] } },
      { newPlan: aHome({ status: 'LockedOut' }) },
      { holding: null },
      { holding: { ...nobodyHolds, users: 1 } },
      { holding: { ...nobodyHolds, groups: 1 } },
      { counted: 3 },
    ];
    for (const change of open) expect(isTransitionOver(transitionDone(change))).toBe(false);
  });
});
