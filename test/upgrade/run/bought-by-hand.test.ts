import { describe, expect, it } from '@jest/globals';
import { boughtByHand } from '../../../src/upgrade/run/bought-by-hand.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import { aSource, aSubscription, available, guided } from '../../support/runs.js';

/** What an admin bought by hand is told from what was there before. */

const e5 = aSubscription({ id: 'e5', sku: 'ENTERPRISEPREMIUM', skuId: 'e5-sku' });
const listed = (row: Partial<typeof e5> = {}, source: Partial<SourceFound> = {}) =>
  boughtByHand(guided('buy', { assessment: available({ source: aSource(source) }) }), [
    aSubscription(),
    { ...e5, ...row },
  ]);
const owned = [{ subscriptionId: 'e5', sku: 'ENTERPRISEPREMIUM', seats: 25, free: 25 }];

describe('the plan that was chosen', () => {
  it('is bought once a purchase of it shows that was not there', () => {
    expect(listed()).toEqual({ ordered: 'ENTERPRISEPREMIUM', others: [] });
    expect(listed({ sku: 'SPE_E5' }).ordered).toBe('SPE_E5');
  });

  it.each<[string, Partial<typeof e5>, Partial<SourceFound>]>([
    ['it was owned when the tenant was looked at', {}, { owned, otherPurchases: null }],
    ['it was among the purchases then', {}, { otherPurchases: ['e5'] }],
    ['it cannot be used', { status: 'Suspended' }, {}],
    ['it is the old plan', { sku: 'ENTERPRISEWITHSCAL', skuId: aSource().skuId }, {}],
  ])('is not bought where %s', (_, row, source) => {
    expect(listed(row, source)).toEqual({ ordered: undefined, others: [] });
  });
});

describe('another suite that was bought instead', () => {
  it('is told of, unless it is not known what there was before', () => {
    const other = { sku: 'SPE_E5_CALLINGMINUTES', skuId: 'calling' };
    expect(listed(other)).toMatchObject({ ordered: undefined, others: [{ subscriptionId: 'e5', sku: other.sku }] });
    expect(listed(other, { otherPurchases: null }).others).toEqual([]);
    expect(listed({ ...other, isTrial: true }).others).toMatchObject([{ because: 'trial' }]);
  });
});
