import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmationHolds } from '../../../src/upgrade/confirmation.js';
import { type BeforeEnding, mayEnd } from '../../../src/upgrade/ending/may-end.js';
import { isHome, type NewPlan } from '../../../src/upgrade/tenant/home.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { aHome, allClear, nobodyHolds, oldPlanUnclear } from '../../support/findings.js';

const now = new Date('2026-03-02T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const seen = (change: Partial<BeforeEnding> = {}): BeforeEnding => ({
  ...allClear(change),
  confirmedAt: change.confirmedAt ?? ago(60_000),
});

describe('the old plan may be ended', () => {
  it('when nobody holds it, the new plan is a home, and somebody who may has just confirmed it', () => {
    expect(mayEnd(seen(), now)).toEqual({ is: 'yes' });
  });

  it('not while a person or a group holds it', () => {
    expect(mayEnd(seen({ holding: { users: 1, groups: 0, counted: 1 } }), now)).toEqual({
      is: 'no',
      because: 'held',
      users: 1,
      groups: 0,
    });
    expect(mayEnd(seen({ holding: { users: 0, groups: 1, counted: 0 } }), now)).toMatchObject({ because: 'held' });
  });

  it('not while licences are counted that nobody is found to hold, or the plan is not counted at all', () => {
    expect(mayEnd(seen({ holding: { ...nobodyHolds, counted: 10 } }), now)).toEqual({ is: 'unclear', counted: 10 });
    expect(mayEnd(seen({ holding: { ...nobodyHolds, counted: null } }), now)).toEqual({ is: 'unclear', counted: 0 });
  });

  it('not while one of its subscriptions is not to be seen', () => {
    expect(mayEnd(seen({ old: oldPlanUnclear }), now)).toMatchObject({ is: 'unclear' });
  });

  it('not while the new plan is missing, too small, not lasting or without its core services', () => {
    const exchange = {
      id: '',
      name: 'EXCHANGE_S_ENTERPRISE',
      provisioning: 'PendingProvisioning',
      appliesTo: 'User' as const,
    };
    const plans: NewPlan[] = [
      { ...aHome({}, { enabled: 0 }), rows: [] },
      aHome({ status: 'Suspended' }, { enabled: 0 }),
      aHome({ isTrial: true }),
      aHome({ services: [exchange] }),
      aHome({ seats: 24 }, { enabled: 24, assigned: 25 }),
      aHome({ nextLifecycleAt: '2026-05-01T00:00:00.000Z' }),
      aHome({}, {}, { autoRenew: false, endsAt: null, cancellation: null, refund: null }),
    ];
    const no = { is: 'no', because: 'newPlanNotReady' };
    for (const newPlan of plans) expect(mayEnd(seen({ newPlans: [newPlan] }), now)).toEqual(no);
    // One that is not ready is told, though another is not known.
    const unclear = { ...aHome(), rows: [] };
    expect(mayEnd(seen({ newPlans: [unclear, aHome({ isTrial: true })] }), now)).toEqual(no);
  });

  it('not while Graph counts seats of the new plan that it does not list, or lists what it does not count', () => {
    const plans: NewPlan[] = [{ ...aHome(), rows: [] }, { ...aHome(), units: undefined }, aHome({ seats: 1 })];
    for (const newPlan of plans)
      expect(mayEnd(seen({ newPlans: [newPlan] }), now)).toEqual({ is: 'unclear', counted: 0 });
  });

  it('not in the name of somebody who has lost the role, nor on a confirmation older than a day', () => {
    expect(mayEnd(seen({ roles: ['licenseAdministrator', 'noBillingRole'] }), now)).toEqual({
      is: 'no',
      because: 'roleLost',
    });
    const old = ago(confirmationHolds + 1);
    expect(mayEnd(seen({ confirmedAt: old }), now)).toEqual({ is: 'no', because: 'confirmedTooLongAgo' });
    expect(mayEnd(seen({ confirmedAt: ago(confirmationHolds) }), now)).toEqual({ is: 'yes' });
  });

  it('only when every single condition holds, in any mixture', () => {
    const few = fc.constantFrom(0, 0, 0, 1, 7);
    let yes = 0;
    fc.assert(
      fc.property(
        fc.record({
          holding: fc.record({ users: few, groups: few, counted: fc.option(few, { freq: 8 }) }),
          newPlans: fc.array(fc.constantFrom(aHome(), aHome(), aHome({ isTrial: true })), { maxLength: 2 }),
          roles: fc.constantFrom<Role[]>(
            ['globalAdministrator'],
            ['billingAdministrator'],
            ['globalReader', 'billingAccountOwner'],
            [],
          ),
          old: fc.constantFrom(allClear().old, oldPlanUnclear),
          confirmedAt: fc.constantFrom(ago(0), ago(3_600_000), ago(confirmationHolds + 1)),
        }),
        (mixed) => {
          if (mayEnd(mixed, now).is !== 'yes') return;
          yes += 1;
          expect(mixed.holding).toEqual(nobodyHolds);
          expect(mixed.newPlans.length).toBeGreaterThan(0);
          expect(mixed.newPlans.every(isHome)).toBe(true);
          expect(mixed.roles).not.toEqual([]);
          expect(mixed.old.unclear).toEqual([]);
          expect(now.getTime() - mixed.confirmedAt.getTime()).toBeLessThanOrEqual(confirmationHolds);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(yes).toBeGreaterThan(20);
  });
});
