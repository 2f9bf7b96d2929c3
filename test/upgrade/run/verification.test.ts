import { describe, expect, it } from '@jest/globals';
import { isVerified, type VerificationSeen, verificationOf } from '../../../src/upgrade/run/verification.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { NewPlan } from '../../../src/upgrade/tenant/home.js';
import { aHome, aVerification } from '../../support/findings.js';
import { now } from '../../support/runs.js';

/** What step 2 comes to: how many seats are free, how many are needed, and where missing ones are added. */

const nobodys = { subscriptionId: null, commerceId: null };
const seen = (newPlan: NewPlan, more: Partial<VerificationSeen> = {}) =>
  verificationOf({ newPlan, assigned: 25, both: 0, accepted: [], own: nobodys, checkedAt: now, ...more });

/** The new plan as these purchases, nobody in it. */
const plan = (...rows: Partial<Subscription>[]): NewPlan => ({
  ...aHome({}, { assigned: 0 }),
  rows: rows.flatMap((row) => aHome(row).rows),
});
const one = { id: 'one', commerceId: 'c-one', seats: 5 };
const two = { id: 'two', commerceId: 'c-two', seats: 7 };

describe('the seats of the new plan', () => {
  it('are free as far as nobody has them, and needed by those who have the old plan alone', () => {
    expect(seen(aHome({ seats: 40 }, { assigned: 10 }), { assigned: 25, both: 10 })).toMatchObject({
      active: true,
      seats: 30,
      seatsNeeded: 15,
      checkedAt: now.toISOString(),
    });
    expect(seen(aHome({ seats: 5 }, { assigned: 9 }), { assigned: 3, both: 4 })).toMatchObject({
      seats: 0,
      seatsNeeded: 0,
    });
  });

  it('are missing only where fewer are free than are needed', () => {
    expect(seen(plan({ ...one, seats: 25 })).growable).toBeNull();
    expect(seen(plan({ ...one, seats: 24 })).growable).toEqual({ commerceId: 'c-one', seats: 24 });
  });

  it('are added to the purchase that the run uses or bought, else to the first that lasts', () => {
    const both = plan(one, two);
    expect(seen(both).growable).toEqual({ commerceId: 'c-one', seats: 5 });
    const used = { subscriptionId: 'two', commerceId: null };
    expect(seen(both, { own: used }).growable).toEqual({ commerceId: 'c-two', seats: 7 });
    const bought = { subscriptionId: null, commerceId: 'c-two' };
    expect(seen(both, { own: bought }).growable).toEqual({ commerceId: 'c-two', seats: 7 });
    const unknown = plan(one, { ...two, commerceId: null });
    expect(seen(unknown, { own: nobodys }).growable).toEqual({ commerceId: 'c-one', seats: 5 });
  });

  it('are added to a purchase by Graph’s id where the commerce has none for it', () => {
    expect(seen(plan({ ...one, commerceId: null })).growable).toEqual({ commerceId: 'one', seats: 5 });
  });

  it('are added to none that will not last, not even to the run’s own', () => {
    const trial = { ...one, isTrial: true };
    expect(seen(plan(trial, two), { own: { subscriptionId: 'one', commerceId: 'c-one' } })).toMatchObject({
      growable: { commerceId: 'c-two' },
      passing: [{ subscriptionId: 'one', because: 'trial' }],
    });
    expect(seen(plan(trial))).toMatchObject({ active: false, growable: null });
  });
});

describe('step 2', () => {
  it.each<[string, Parameters<typeof aVerification>[0], boolean]>([
    ['there are as many seats as are needed', { seats: 25, seatsNeeded: 25 }, true],
    ['side services are not set up yet', { pending: ['Sway'] }, true],
    ['a seat is missing', { seats: 24, seatsNeeded: 25 }, false],
    ['nothing of it lasts', { active: false }, false],
    ['mail is not set up', { notProvisioned: ['Exchange Online'] }, false],
    ['what was ordered beside it is not set up', { waitsFor: 'Microsoft_Teams_EEA_New' }, false],
  ])('is done, or not, where %s', (_, change, isDone) => {
    expect(isVerified(aVerification(change))).toBe(isDone);
  });
});
