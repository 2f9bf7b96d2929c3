import { describe, expect, it } from '@jest/globals';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { homeOf, isHome } from '../../../src/upgrade/tenant/home.js';
import type { Terms } from '../../../src/upgrade/tenant/terms.js';
import { isAcceptable, passingReasons, whyPassing } from '../../../src/upgrade/tenant/worth.js';
import { aHome } from '../../support/findings.js';
import { aSubscription } from '../tenant-facts.js';

const oldEndsAt = '2026-09-01T00:00:00.000Z';
const terms = (autoRenew: boolean | null): Terms => ({ autoRenew, endsAt: null, cancellation: null, refund: null });
const why = (row: Partial<Subscription>, autoRenew?: boolean | null) =>
  whyPassing(aSubscription(row), autoRenew === undefined ? undefined : terms(autoRenew), oldEndsAt);

describe('seats last', () => {
  it.each<[Subscription['status'], string | undefined]>([
    ['Enabled', undefined],
    ['Warning', 'grace'],
    ['Suspended', 'suspended'],
    ['LockedOut', 'lockedOut'],
    ['Deleted', 'deleted'],
    ['Unknown', 'unknownStatus'],
  ])('by the status %s: %s', (status, because) => {
    expect(why({ status })).toBe(because);
  });

  it('not where they are tried out, whatever their status', () => {
    expect(why({ isTrial: true })).toBe('trial');
    expect(why({ isTrial: true, status: 'Warning' })).toBe('trial');
  });

  it('not where the purchase is not renewed', () => {
    expect(why({}, false)).toBe('notRenewed');
    expect(why({}, true)).toBeUndefined();
    expect(why({}, null)).toBeUndefined();
  });

  it('not where they end more than a day before the old plan does, unless they renew', () => {
    expect(why({ nextLifecycleAt: '2026-08-30T23:59:00Z' })).toBe('endsBeforeOld');
    expect(why({ nextLifecycleAt: '2026-08-30T23:59:59.999Z' })).toBe('endsBeforeOld');
    expect(why({ nextLifecycleAt: '2026-08-31T00:00:00Z' })).toBeUndefined();
    expect(why({ nextLifecycleAt: '2026-12-01T00:00:00Z' })).toBeUndefined();
    expect(why({ nextLifecycleAt: null })).toBeUndefined();
    expect(why({ nextLifecycleAt: '2026-05-01T00:00:00Z' }, true)).toBeUndefined();
    expect(whyPassing(aSubscription({ nextLifecycleAt: '2026-05-01T00:00:00Z' }), undefined, null)).toBeUndefined();
  });

  it('can be given to people all the same only while they are there', () => {
    expect(passingReasons.filter(isAcceptable)).toEqual(['trial', 'grace', 'endsBeforeOld', 'notRenewed']);
  });
});

describe('what a plan offers people', () => {
  const mixed = {
    ...aHome({ id: 'paid', seats: 10 }, { assigned: 10, enabled: 40 }),
    rows: [
      { row: aSubscription({ sku: 'SPE_E5', id: 'paid', seats: 10 }), terms: undefined },
      { row: aSubscription({ sku: 'SPE_E5', id: 'tried', seats: 25, isTrial: true }), terms: undefined },
      { row: aSubscription({ sku: 'SPE_E5', id: 'late', seats: 5, status: 'Suspended' }), terms: undefined },
    ],
  };

  it('is what its paid seats carry, and the others by name', () => {
    expect(homeOf(mixed)).toMatchObject({ seats: 10, assigned: 10, active: true, missing: [], pending: [] });
    expect(homeOf(mixed).passing).toEqual([
      { subscriptionId: 'tried', seats: 25, because: 'trial', until: null },
      { subscriptionId: 'late', seats: 5, because: 'suspended', until: null },
    ]);
  });

  it('counts seats that were taken though they will not last, but never those that nobody can have', () => {
    const home = homeOf(mixed, ['tried', 'late']);
    expect(home).toMatchObject({ seats: 35 });
    expect(home.passing.map(({ subscriptionId }) => subscriptionId)).toEqual(['late']);
  });

  it('is no home for good on seats that were only taken', () => {
    const tried = aHome({ isTrial: true });
    expect(homeOf(tried, ['sub-SPE_E5']).seats).toBe(25);
    expect(isHome(tried)).toBe(false);
  });

  const withService = (name: string, provisioning: string) => {
    const { services } = aSubscription({ sku: 'SPE_E5' });
    return aHome({ services: services.map((one) => (one.name === name ? { ...one, provisioning } : one)) });
  };

  it.each(['PendingProvisioning', 'PendingInput', 'PendingActivation', 'Disabled', 'SomethingNew'])(
    'does not wait for side services that are %s, and tells of them',
    (word) => {
      const plan = withService('INTUNE_A', word);
      expect(isHome(plan)).toBe(true);
      expect(homeOf(plan).pending).toEqual([expect.stringContaining('Intune')]);
    },
  );

  it.each(['EXCHANGE_S_ENTERPRISE', 'SHAREPOINTENTERPRISE', 'TEAMS1', 'OFFICESUBSCRIPTION'])(
    'waits for %s, on which people depend',
    (name) => {
      const plan = withService(name, 'PendingProvisioning');
      expect(isHome(plan)).toBe(false);
      expect(homeOf(plan)).toMatchObject({ seats: 0, active: true, missing: [expect.any(String)], pending: [] });
    },
  );

  it('is nothing where no services are told of', () => {
    expect(homeOf(aHome({ services: [] }, { services: [] })).seats).toBe(0);
  });
});
