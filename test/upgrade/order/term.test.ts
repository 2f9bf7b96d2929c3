import { describe, expect, it } from '@jest/globals';
import { chosenTerm, type TermSold, yearAlone } from '../../../src/upgrade/order/term.js';

const sold: TermSold[] = [
  { term: 'P1M', cycles: ['monthly'] },
  { term: 'P1Y', cycles: ['monthly', 'annual'] },
];
const year = { term: 'P1Y', billingCycle: 'monthly' } as const;
const month = { term: 'P1M', billingCycle: 'monthly' } as const;

describe('term and billing cycle', () => {
  it('stay as they are when nothing is asked', () => {
    expect(chosenTerm(year, {}, sold)).toEqual(year);
    expect(chosenTerm(month, {}, sold)).toEqual(month);
  });

  it('stay as they are wherever they stand among what is sold, whatever else is', () => {
    const annual = { term: 'P1Y', billingCycle: 'annual' } as const;
    for (const pairs of [sold, sold.toReversed(), yearAlone]) expect(chosenTerm(annual, {}, pairs)).toEqual(annual);
    expect(chosenTerm(annual, { term: 'P1Y' }, sold)).toEqual(annual);
  });

  it('keep the term before the cycle where the two are no longer sold together', () => {
    const noMonthlyYear: TermSold[] = [
      { term: 'P1M', cycles: ['monthly'] },
      { term: 'P1Y', cycles: ['annual'] },
    ];
    expect(chosenTerm(year, {}, noMonthlyYear)).toEqual({ term: 'P1Y', billingCycle: 'annual' });
  });

  it('change one at a time, and the other follows to what is sold', () => {
    expect(chosenTerm(year, { term: 'P1M' }, sold)).toEqual(month);
    expect(chosenTerm({ term: 'P1Y', billingCycle: 'annual' }, { term: 'P1M' }, sold)).toEqual(month);
    expect(chosenTerm(month, { billingCycle: 'annual' }, sold)).toEqual({ term: 'P1Y', billingCycle: 'annual' });
    expect(chosenTerm(month, { billingCycle: 'monthly' }, sold)).toEqual(month);
  });

  it('are refused together when they are not sold together', () => {
    expect(chosenTerm(year, { term: 'P1M', billingCycle: 'annual' }, sold)).toBeUndefined();
    expect(chosenTerm(year, { term: 'P1M' }, yearAlone)).toBeUndefined();
    expect(chosenTerm(year, { billingCycle: 'annual' }, [{ term: 'P1Y', cycles: ['monthly'] }])).toBeUndefined();
  });

  it('are brought to what is sold where they are not any more', () => {
    expect(chosenTerm(month, {}, yearAlone)).toEqual(year);
    expect(chosenTerm(year, {}, [])).toBeUndefined();
  });
});
