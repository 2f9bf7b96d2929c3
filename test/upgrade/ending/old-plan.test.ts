import { describe, expect, it } from '@jest/globals';
import { type OldPlan, oldPlanStands } from '../../../src/upgrade/ending/old-plan.js';
import { isTransitionOver } from '../../../src/upgrade/ending/transition-over.js';
import { nobodyHolds, oldPlanActive, transitionDone } from '../../support/findings.js';
import { aSubscription, someUnits } from '../tenant-facts.js';

const row = aSubscription({ id: 'one', seats: 25 });
const read = (change: Partial<OldPlan>): OldPlan => ({
  ids: ['one'],
  rows: [],
  notFound: [],
  units: undefined,
  ...change,
});

describe('a subscription of the old plan', () => {
  it('is active or has ended as its row says', () => {
    expect(oldPlanStands(read({ rows: [row] }))).toEqual({ active: [row], ended: [], unclear: [] });
    for (const status of ['Suspended', 'LockedOut', 'Deleted'] as const)
      expect(oldPlanStands(read({ rows: [{ ...row, status }] }))).toMatchObject({ active: [], ended: ['one'] });
    expect(oldPlanStands(read({ rows: [{ ...row, status: 'Warning' }] })).active).toHaveLength(1);
  });

  it('that is not listed has ended only when it is not found by its id and its seats are not counted', () => {
    expect(oldPlanStands(read({}))).toMatchObject({ ended: [], unclear: ['one'] });
    expect(oldPlanStands(read({ notFound: ['one'], units: someUnits({ enabled: 25 }) }))).toMatchObject({
      unclear: ['one'],
    });
    expect(oldPlanStands(read({ notFound: ['one'], units: someUnits({ enabled: 0, warning: 25 }) }))).toMatchObject({
      unclear: ['one'],
    });
    expect(oldPlanStands(read({ notFound: ['one'], units: someUnits({ enabled: 0 }) }))).toMatchObject({
      ended: ['one'],
    });
    expect(oldPlanStands(read({ notFound: ['one'] }))).toMatchObject({ ended: ['one'] });
  });

  it('that is not listed is not taken for another one whose seats are', () => {
    const other = aSubscription({ id: 'two', seats: 10 });
    const both = { ids: ['one', 'two'], rows: [other], notFound: ['one'] };
    expect(oldPlanStands(read({ ...both, units: someUnits({ enabled: 10 }) }))).toEqual({
      active: [other],
      ended: ['one'],
      unclear: [],
    });
    expect(oldPlanStands(read({ ...both, units: someUnits({ enabled: 35 }) }))).toMatchObject({ unclear: ['one'] });
  });

  it('of somebody else is left out', () => {
    expect(oldPlanStands(read({ ids: [], rows: [row] }))).toEqual({ active: [], ended: [], unclear: [] });
  });
});

describe("Microsoft's own upgrade", () => {
  it('is over when the old plan has ended, nobody holds it and the new one is a home', () => {
    expect(isTransitionOver(transitionDone())).toBe(true);
    expect(isTransitionOver(transitionDone({ counted: null }))).toBe(true);
  });

  it('is not over while any of that is not so, or not known', () => {
    const open = [
      { old: oldPlanActive },
      { old: { active: [], ended: [], unclear: ['sub-1'] } },
      { newPlan: undefined },
      { newPlan: someUnits({ status: 'LockedOut' }) },
      { holding: null },
      { holding: { ...nobodyHolds, users: 1 } },
      { holding: { ...nobodyHolds, groups: 1 } },
      { counted: 3 },
    ];
    for (const change of open) expect(isTransitionOver(transitionDone(change))).toBe(false);
  });
});
