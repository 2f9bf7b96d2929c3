import { describe, expect, it } from '@jest/globals';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import type { TenantFacts } from '../../../src/upgrade/tenant/facts.js';
import { aSubscription, aTenant, someUnits } from '../tenant-facts.js';

describe('what was found of the source plan', () => {
  const sourceOf = (facts: TenantFacts) => {
    const answer = assess(facts);
    if (answer.is === 'noSource') throw new Error('no source');
    return answer.source;
  };

  it('puts the active purchase first, and leaves out the deleted', () => {
    const subscriptions = [
      aSubscription({ id: 'gone', status: 'Deleted' }),
      aSubscription({ id: 'off', status: 'Suspended' }),
      aSubscription({ id: 'on' }),
    ];
    expect(sourceOf(aTenant({ subscriptions })).subscriptions.map((one) => one.id)).toEqual(['on', 'off']);
  });

  it('prefers the commercial plan to a variant of it', () => {
    const subscriptions = [aSubscription({ sku: 'ENTERPRISEWITHSCAL_GOV' }), aSubscription()];
    expect(sourceOf(aTenant({ subscriptions })).sku).toBe('ENTERPRISEWITHSCAL');
  });

  it('offers what is owned of suites without Teams and of others that cover E4, each with what it lacks', () => {
    const rows = ['O365_w/o_Teams_Bundle_E3', 'MICROSOFT_365_E7', 'STANDARDPACK', 'Microsoft_Teams_EEA_New', 'SPE_E3'];
    const facts = aTenant({ subscriptions: [aSubscription(), ...rows.map((sku) => aSubscription({ sku }))] });
    expect(sourceOf(facts).owned).toEqual([
      expect.objectContaining({ sku: 'O365_w/o_Teams_Bundle_E3', lacks: ['MCOVOICECONF', 'TEAMS1'] }),
      expect.objectContaining({ sku: 'MICROSOFT_365_E7', lacks: ['MCOVOICECONF'] }),
      { subscriptionId: 'sub-SPE_E3', sku: 'SPE_E3', seats: 25, free: 25 },
    ]);
    expect(sourceOf(facts).otherPurchases).toEqual(rows.map((sku) => `sub-${sku}`).sort());
  });

  it('names what is owned best first: room for everyone, too little room, what will not last', () => {
    const facts = aTenant({
      subscriptions: [
        aSubscription(),
        aSubscription({ id: 'trial', sku: 'SPE_E5', seats: 40, isTrial: true }),
        aSubscription({ id: 'small', sku: 'SPE_E3', seats: 5 }),
        aSubscription({ id: 'fits', sku: 'ENTERPRISEPREMIUM', seats: 30 }),
      ],
    });
    expect(sourceOf(facts).owned.map(({ subscriptionId }) => subscriptionId)).toEqual(['fits', 'small', 'trial']);
  });

  it('counts free seats of target plans that are owned, shared over several purchases', () => {
    const e5 = (id: string, seats: number) => aSubscription({ id, sku: 'ENTERPRISEPREMIUM', seats });
    const facts = aTenant({
      subscriptions: [aSubscription(), e5('a', 10), e5('b', 20), aSubscription({ sku: 'SPE_E3', status: 'Suspended' })],
      skus: [someUnits(), someUnits({ sku: 'ENTERPRISEPREMIUM', enabled: 30, assigned: 14 })],
    });
    expect(sourceOf(facts).owned).toEqual([
      { subscriptionId: 'a', sku: 'ENTERPRISEPREMIUM', seats: 10, free: 0 },
      { subscriptionId: 'b', sku: 'ENTERPRISEPREMIUM', seats: 20, free: 16 },
    ]);
  });

  it('never counts fewer than no free seats', () => {
    const facts = aTenant({
      subscriptions: [aSubscription(), aSubscription({ sku: 'SPE_E5', seats: 5 })],
      skus: [someUnits(), someUnits({ sku: 'SPE_E5', enabled: 5, assigned: 9 })],
    });
    expect(sourceOf(facts).owned.map((one) => one.free)).toEqual([0]);
  });
});
