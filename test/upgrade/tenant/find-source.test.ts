import { describe, expect, it } from '@jest/globals';
import { seatsNeeded, seatsOwned, withUnused } from '../../../src/upgrade/tenant/assessment.js';
import type { TenantFacts } from '../../../src/upgrade/tenant/facts.js';
import { findSource, firstEnd, isSourceHidden } from '../../../src/upgrade/tenant/find-source.js';
import { aSource, at, available } from '../../support/runs.js';
import { aSubscription, aTenant, someUnits } from '../tenant-facts.js';

const e4 = 'ENTERPRISEWITHSCAL';
const e5 = (id: string, seats: number) => aSubscription({ id, sku: 'SPE_E5', seats });
const sourceOf = (change: Partial<TenantFacts>) => findSource(aTenant(change));

describe('the plan that is left, as it was found', () => {
  it('is its own purchases and its own count, whatever else the tenant has and wherever that stands', () => {
    const subscriptions = [aSubscription({ sku: 'SPE_E3', seats: 99 }), aSubscription()];
    const skus = [someUnits({ sku: 'SPE_E3', assigned: 90, enabled: 99 }), someUnits({ enabled: 20, warning: 5 })];
    expect(sourceOf({ subscriptions, skus })).toMatchObject({
      sku: e4,
      subscriptions: [{ id: `sub-${e4}` }],
      assigned: 20,
      seats: 25,
    });
  });

  it('has its purchases in the order of what they are good for, and none that is deleted', () => {
    const best = ['Enabled', 'Warning', 'Unknown', 'Suspended', 'LockedOut'] as const;
    const rows = [...best, 'Deleted' as const].map((status) => aSubscription({ id: status, status }));
    for (const subscriptions of [rows, rows.toReversed()])
      expect(sourceOf({ subscriptions })?.subscriptions.map(({ status }) => status)).toEqual(best);
  });

  it('has the seats of its purchases that can be used where nobody counts them', () => {
    const rows = [
      aSubscription({ id: 'one', seats: 10 }),
      aSubscription({ id: 'grace', seats: 5, status: 'Warning' }),
      aSubscription({ id: 'off', seats: 40, status: 'Suspended' }),
    ];
    expect(sourceOf({ subscriptions: rows, skus: [] })).toMatchObject({ assigned: 0, seats: 15 });
  });

  it('carries what was read beside it, and nothing that was not', () => {
    const read = { alreadyHold: { SPE_E5: 3 }, unused: ['SWAY'], sold: ['SPE_E3'], byPrice: ['SPE_E3', 'SPE_E5'] };
    expect(sourceOf(read)).toMatchObject(read);
    for (const field of ['unused', 'sold', 'byPrice']) expect(sourceOf({ byPrice: [] })).not.toHaveProperty(field);
  });

  it('is the variant that can be used, where there is no commercial one', () => {
    const variant = (name: string, more = {}) => aSubscription({ sku: `${e4}_${name}`, ...more });
    expect(sourceOf({ subscriptions: [variant('GOV', { status: 'Suspended' }), variant('FACULTY')] })?.sku).toBe(
      `${e4}_FACULTY`,
    );
    expect(sourceOf({ subscriptions: [variant('GOV', { status: 'Suspended' })] })?.sku).toBe(`${e4}_GOV`);
  });

  it('is the only suite that people hold, even where an add-on stands before it', () => {
    const skus = ['MCOEV', 'STANDARDPACK'];
    const facts = {
      subscriptions: skus.map((sku) => aSubscription({ sku })),
      skus: skus.map((sku) => someUnits({ sku })),
    };
    expect(sourceOf(facts)?.sku).toBe('STANDARDPACK');
  });

  it('owns the add-ons that can be used, each once', () => {
    const subscriptions = [
      aSubscription(),
      aSubscription({ sku: 'MCOEV', status: 'Suspended' }),
      aSubscription({ sku: 'MCOMEETADV', status: 'Warning' }),
    ];
    const skus = [
      someUnits(),
      someUnits({ sku: 'MCOEV', enabled: 0, suspended: 25 }),
      someUnits({ sku: 'MCOMEETADV', enabled: 0, warning: 25 }),
      someUnits({ sku: 'VISIOCLIENT', enabled: 5, warning: 5 }),
    ];
    expect(sourceOf({ subscriptions, skus })?.addOns).toEqual(['MCOMEETADV', 'VISIOCLIENT']);
  });
});

describe('what is owned beside it', () => {
  it('has as many free seats over all its purchases as are really free', () => {
    const subscriptions = [aSubscription(), e5('a', 10), e5('b', 20), e5('c', 20)];
    const free = (enabled: number, warning: number) =>
      sourceOf({ subscriptions, skus: [someUnits({ sku: 'SPE_E5', assigned: 14, enabled, warning })] })?.owned.map(
        (one) => [one.subscriptionId, one.free],
      );
    const all = [
      ['a', 0],
      ['b', 16],
      ['c', 20],
    ];
    expect(free(50, 0)).toEqual(all);
    expect(free(20, 30)).toEqual(all);
    expect(free(30, 10)).toEqual([...all.slice(0, 2), ['c', 10]]);
    expect(free(14, 0)).toEqual([...all.slice(0, 1), ['b', 0], ['c', 0]]);
  });

  it('comes first where it has room for just everybody, who holds it already not counted', () => {
    const subscriptions = [aSubscription(), aSubscription({ sku: 'SPE_E3', seats: 19 }), e5('fits', 18)];
    const skus = [someUnits(), someUnits({ sku: 'SPE_E5', assigned: 0, enabled: 18 })];
    const ids = (alreadyHold: Record<string, number>) =>
      sourceOf({ subscriptions, skus, alreadyHold })?.owned.map((one) => one.subscriptionId);
    expect(ids({ SPE_E5: 2 })).toEqual(['fits', 'sub-SPE_E3']);
    expect(ids({ SPE_E5: 1 })).toEqual(['sub-SPE_E3', 'fits']);
  });

  it('is told with why it will not last, against the first end of the old plan', () => {
    const ends = (id: string, nextLifecycleAt: string | null, sku = e4) => aSubscription({ id, sku, nextLifecycleAt });
    const subscriptions = [
      ends('later', '2027-01-31T00:00:00Z'),
      ends('untold', null),
      ends('first', '2026-09-30T00:00:00Z'),
      ends('short', '2026-06-30T00:00:00Z', 'SPE_E5'),
      ends('long', '2026-12-31T00:00:00Z', 'SPE_E3'),
    ];
    expect(firstEnd(subscriptions.slice(0, 3))).toBe('2026-09-30T00:00:00Z');
    expect(firstEnd([ends('untold', null)])).toBeNull();
    const [long, short] = sourceOf({ subscriptions })?.owned ?? [];
    expect(long).toEqual({ subscriptionId: 'long', sku: 'SPE_E3', seats: 25, free: 25 });
    expect(short).toMatchObject({ because: 'endsBeforeOld', until: '2026-06-30T00:00:00Z' });
  });

  it('is compared with the plan as the tenant has it: as it is counted, else as it was bought', () => {
    const lacks = (counted: Partial<TenantFacts>, row = {}) =>
      sourceOf({
        subscriptions: [aSubscription(row), aSubscription({ sku: 'Microsoft_365_E3_(no_Teams)' })],
        ...counted,
      })?.owned[0]?.lacks;
    const withoutTeams = aSubscription().services.filter(({ name }) => name !== 'TEAMS1');
    expect(lacks({})).toContain('TEAMS1');
    expect(lacks({ skus: [someUnits({ services: withoutTeams })] })).not.toContain('TEAMS1');
    expect(lacks({ skus: [someUnits({ services: [] })] }, { services: withoutTeams })).not.toContain('TEAMS1');
    expect(lacks({ skus: [] }, { services: withoutTeams })).not.toContain('TEAMS1');
  });
});

describe('a list of purchases that is not whole', () => {
  const others = [aSubscription({ sku: 'SPE_E3' })];
  const counted = (more = {}) => ({ subscriptions: others, skus: [someUnits({ sku: 'SPE_E3' }), someUnits(more)] });

  it.each<[string, Partial<TenantFacts>, boolean]>([
    ['seats are counted of a plan that is not listed', { ...counted(), wanted: e4 }, true],
    ['they are in grace', { ...counted({ enabled: 0, warning: 25 }), wanted: e4 }, true],
    ['as many are in grace as are not', { ...counted({ enabled: 10, warning: 10 }), wanted: e4 }, true],
    ['none is counted', { ...counted({ enabled: 0, suspended: 25 }), wanted: e4 }, false],
    ['it is listed', { subscriptions: [...others, aSubscription()], wanted: e4 }, false],
    ['another plan is wanted, which is listed', { ...counted(), wanted: 'SPE_E3' }, false],
    ['another plan is wanted, which is neither', { ...counted(), wanted: 'STANDARDPACK' }, false],
    ['nothing is listed at all', { subscriptions: [] }, true],
    ['a variant is counted', { subscriptions: [], skus: [someUnits({ sku: `${e4}_GOV` })] }, true],
    ['only another suite is counted', { subscriptions: [], skus: [someUnits({ sku: 'SPE_E3' })] }, false],
  ])('shows, or does not, where %s', (_, facts, isHidden) => {
    expect(isSourceHidden(aTenant(facts))).toBe(isHidden);
  });
});

describe('what an assessment holds', () => {
  it('needs a seat for everyone who will newly hold a plan, and counts those that are owned of it', () => {
    const owned = [
      { subscriptionId: 'a', sku: 'SPE_E5', seats: 10, free: 0 },
      { subscriptionId: 'b', sku: 'SPE_E3', seats: 40, free: 0 },
      { subscriptionId: 'c', sku: 'SPE_E5', seats: 5, free: 0 },
    ];
    const source = aSource({ assigned: 25, alreadyHold: { SPE_E5: 8 }, owned });
    expect([seatsNeeded(source, 'SPE_E5'), seatsNeeded(source, 'SPE_E3')]).toEqual([17, 25]);
    expect([seatsOwned(source, 'SPE_E5'), seatsOwned(source, 'SPB')]).toEqual([15, 0]);
  });

  it('is told later which services nobody uses, and is as it was where that was not read', () => {
    const assessment = available();
    expect(withUnused(assessment, ['SWAY'])).toEqual(available({ source: aSource({ unused: ['SWAY'] }) }));
    expect(withUnused(assessment, undefined)).toBe(assessment);
    const nothing = { is: 'noSource', readAt: at } as const;
    expect(withUnused(nothing, ['SWAY'])).toBe(nothing);
  });
});
