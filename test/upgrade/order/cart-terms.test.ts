import { describe, expect, it } from '@jest/globals';
import { offerSchema, termsSold, whyByHand } from '../../../src/upgrade/order/offer.js';
import { changeCart, maximumQuantity, newCart } from '../../../src/upgrade/order/order.js';
import { type TermSold, yearAlone } from '../../../src/upgrade/order/term.js';

const least = { needed: 20, owned: 25 };
const beside = { plan: 'Microsoft_Teams_EEA_New', needed: 12 };
const month: TermSold[] = [{ term: 'P1M', cycles: ['monthly'] }];
const changed = (...asked: Parameters<typeof changeCart>) => {
  const answer = changeCart(...asked);
  return answer.ok ? answer.cart : answer.refusal;
};

describe('what a cart is bought for', () => {
  it('is a year that is paid monthly where that is sold, and else what is', () => {
    const bound = (sold?: TermSold[]) => newCart({ addOns: [] }, 'SPE_E3', least, sold);
    expect(bound()).toMatchObject({ term: 'P1Y', billingCycle: 'monthly' });
    expect(bound([...month, { term: 'P1Y', cycles: ['annual', 'monthly'] }])).toMatchObject({
      term: 'P1Y',
      billingCycle: 'monthly',
    });
    expect(bound([...month, { term: 'P1Y', cycles: ['annual'] }])).toMatchObject({
      term: 'P1Y',
      billingCycle: 'annual',
    });
    expect(bound(month)).toMatchObject({ term: 'P1M', billingCycle: 'monthly' });
  });

  it('stays as it was chosen when only the quantity is changed', () => {
    const cart = newCart({ addOns: [] }, 'SPE_E3', least);
    const annual = { ...cart, billingCycle: 'annual' as const };
    expect(changed(annual, { quantity: 30 }, least)).toEqual({ ...annual, quantity: 30 });
  });

  it('is refused with what was asked where that is not sold', () => {
    const cart = newCart({ addOns: [] }, 'SPE_E3', least);
    expect(changed(cart, { term: 'P1M' }, least)).toEqual({
      why: 'termNotSold',
      term: 'P1M',
      billingCycle: 'monthly',
    });
    expect(changed(cart, { billingCycle: 'annual' }, least, month)).toEqual({
      why: 'termNotSold',
      term: 'P1Y',
      billingCycle: 'annual',
    });
  });

  it('is what the offer sells, and a year alone where nobody tells', () => {
    const sold = offerSchema.parse({ is: 'sold', terms: month, attestation: false });
    expect([termsSold(sold), whyByHand(sold)]).toEqual([month, undefined]);
    const byHand = offerSchema.parse({ is: 'byHand', because: 'notSold' });
    expect([termsSold(byHand), whyByHand(byHand)]).toEqual([yearAlone, 'notSold']);
    expect([termsSold(null), whyByHand(null)]).toEqual([yearAlone, undefined]);
    expect(yearAlone).toEqual([{ term: 'P1Y', cycles: ['monthly', 'annual'] }]);
  });
});

describe('a second product in a cart', () => {
  const cart = newCart({ addOns: [] }, 'O365_w/o_Teams_Bundle_E3', least, yearAlone, beside);

  it('is in it for everybody who needs it, and in no cart that was made without one', () => {
    expect(cart.beside).toEqual({ plan: 'Microsoft_Teams_EEA_New', needed: 12, quantity: 12 });
    expect(newCart({ addOns: [] }, 'SPE_E3', least)).not.toHaveProperty('beside');
    expect(changed(newCart({ addOns: [] }, 'SPE_E3', least), { quantityBeside: 5 }, least)).not.toHaveProperty(
      'beside',
    );
  });

  it('is counted apart from the first, and may be left out and taken again', () => {
    const more = changed(cart, { quantityBeside: 15 }, least);
    expect(more).toEqual({ ...cart, beside: { ...cart.beside, quantity: 15 } });
    expect(changed(cart, { quantity: 30 }, least)).toEqual({ ...cart, quantity: 30 });
    const without = { ...cart, beside: { ...beside, quantity: 0 } };
    expect(changed(cart, { quantityBeside: 0 }, least)).toEqual(without);
    expect(changed(without, { quantity: 30 }, least)).toEqual({ ...without, quantity: 30 });
    expect(changed(without, { quantityBeside: 12 }, least)).toEqual(cart);
  });

  it.each<[string, number, object]>([
    ['for some of those who need it only', 11, { why: 'quantityBelowAssigned', quantity: 11, assigned: 12 }],
    ['for half a person', 12.5, { why: 'quantityNotANumber' }],
    ['for fewer than nobody', -1, { why: 'quantityBelowAssigned', quantity: -1, assigned: 12 }],
    ['beyond what is sold', maximumQuantity + 1, { why: 'quantityTooLarge', maximum: maximumQuantity }],
  ])('is not ordered %s', (_, quantityBeside, refusal) => {
    expect(changed(cart, { quantityBeside }, least)).toEqual(refusal);
  });

  it('is not sold beyond its own limit of seats', () => {
    const business = newCart({ addOns: [] }, 'SPE_E3', least, yearAlone, { plan: 'SPB', needed: 10 });
    expect(changed(business, { quantityBeside: 300 }, least)).toMatchObject({ beside: { quantity: 300 } });
    expect(changed(business, { quantityBeside: 301 }, least)).toEqual({
      why: 'tooManySeats',
      most: 300,
      plan: 'SPB',
      seats: 301,
    });
  });
});

describe('the limit of seats that a plan is sold with', () => {
  const few = { needed: 1, owned: 0 };
  const cart = newCart({ addOns: [] }, 'SPB', few);

  it('counts what is there of it beside the order', () => {
    expect(changed(cart, { quantity: 200 }, few, yearAlone, { plan: 'SPB', beside: 100 })).toMatchObject({
      quantity: 200,
    });
    expect(changed(cart, { quantity: 201 }, few, yearAlone, { plan: 'SPB', beside: 100 })).toEqual({
      why: 'tooManySeats',
      most: 300,
      plan: 'SPB',
      seats: 301,
    });
  });

  it('lets one licence be bought where one is enough', () => {
    expect(changed(cart, { quantity: 1 }, { needed: 0, owned: 0 })).toMatchObject({ quantity: 1 });
  });
});
