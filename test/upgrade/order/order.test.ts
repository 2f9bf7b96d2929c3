import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cartSchema,
  changeCart,
  invoiceAllowed,
  type Least,
  leastOf,
  maximumQuantity,
  mayNeedCreditCheck,
  minimumQuantity,
  newCart,
} from '../../../src/upgrade/order/order.js';
import { isAddOn, targetSkus } from '../../../src/upgrade/plans/plans.js';

const source = { assigned: 20, seats: 25, alreadyHold: {}, addOns: ['SHAREPOINTSTORAGE', 'MCOMEETADV'] };
const least = leastOf(source, 'SPE_E5', 'automatic');
const sek = (minor: number) => ({ minor, currency: 'SEK' });

describe('a new cart', () => {
  it('is paid monthly, for as many licences as were bought', () => {
    expect(newCart(source, 'SPE_E3', least)).toMatchObject({ billingCycle: 'monthly', quantity: 25 });
  });

  it('drops the add-ons that the new plan includes and keeps the rest', () => {
    expect(newCart(source, 'SPE_E5', least)).toMatchObject({
      addOnsKept: ['SHAREPOINTSTORAGE'],
      addOnsRemoved: ['MCOMEETADV'],
    });
    expect(newCart(source, 'SPE_E3', least).addOnsRemoved).toEqual([]);
  });

  it('keeps an add-on that the new plan includes only in part', () => {
    expect(newCart({ ...source, addOns: ['EMSPREMIUM'] }, 'SPE_E3', least).addOnsKept).toEqual(['EMSPREMIUM']);
  });

  const sources = fc.record({
    assigned: fc.nat(30_000),
    seats: fc.nat(30_000),
    alreadyHold: fc.constantFrom({}, { SPE_E5: 3 }),
    addOns: fc.uniqueArray(fc.constantFrom('SHAREPOINTSTORAGE', 'MCOMEETADV', 'EMS', 'MCOEV', 'VISIOCLIENT')),
  });

  it('is always one that can be ordered, with every add-on in one list', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(...targetSkus), (from, plan) => {
        const atLeast = leastOf(from, plan, 'automatic');
        const cart = newCart(from, plan, atLeast);
        expect(cartSchema.safeParse(cart).success).toBe(true);
        expect(changeCart(cart, {}, atLeast)).toEqual({ ok: true, cart });
        expect([...cart.addOnsKept, ...cart.addOnsRemoved].sort()).toEqual([...from.addOns].sort());
        expect(from.addOns.every(isAddOn)).toBe(true);
      }),
    );
  });

  it('takes no fewer licences than people, than were bought, or than one', () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: -10, max: 60_000 }), (from, quantity) => {
        const atLeast = leastOf(from, 'SPE_E5', 'automatic');
        const change = changeCart(newCart(from, 'SPE_E5', atLeast), { quantity }, atLeast);
        expect(change.ok).toBe(quantity >= minimumQuantity(atLeast));
      }),
    );
  });
});

describe('a change of the cart', () => {
  const cart = newCart(source, 'SPE_E5', least);
  const refusal = (quantity: number, from: Least = least) => {
    const change = changeCart(cart, { quantity }, from);
    return change.ok ? undefined : change.refusal;
  };

  it('changes what is asked and nothing else', () => {
    expect(changeCart(cart, { billingCycle: 'annual' }, least)).toEqual({
      ok: true,
      cart: { ...cart, billingCycle: 'annual' },
    });
    expect(changeCart(cart, { quantity: 30, billingCycle: undefined }, least)).toEqual({
      ok: true,
      cart: { ...cart, quantity: 30 },
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 25.5])('refuses %p licences', (quantity) => {
    expect(refusal(quantity)).toEqual({ why: 'quantityNotANumber' });
  });

  it('says first that people would be left without, then that fewer than owned cannot be had', () => {
    expect(refusal(19)).toEqual({ why: 'quantityBelowAssigned', quantity: 19, assigned: 20 });
    expect(refusal(24)).toEqual({ why: 'quantityBelowOwned', quantity: 24, owned: 25 });
    expect(refusal(-1)).toEqual({ why: 'quantityBelowAssigned', quantity: -1, assigned: 20 });
  });

  it('refuses none at all even when nobody has any', () => {
    expect(refusal(0, { needed: 0, owned: 0 })).toEqual({ why: 'quantityNotANumber' });
  });

  it('refuses more than a subscription can have', () => {
    expect(refusal(maximumQuantity)).toBeUndefined();
    expect(refusal(maximumQuantity + 1)).toEqual({ why: 'quantityTooLarge', maximum: 10_000_000 });
  });
});

describe('how many licences are needed', () => {
  const both = { ...source, alreadyHold: { SPE_E5: 8 } };

  it('is everybody in an upgrade, which takes everybody along', () => {
    expect(leastOf(both, 'SPE_E5', 'automatic')).toEqual({ needed: 20, owned: 25 });
  });

  it('is those who will newly hold a plan that is bought beside the old one', () => {
    expect(leastOf(both, 'SPE_E5', 'manual')).toEqual({ needed: 12, owned: 0 });
    expect(leastOf(both, 'SPE_E3', 'manual')).toEqual({ needed: 20, owned: 0 });
  });

  it('is never less than nobody, and what is ordered never less than one', () => {
    const least = leastOf({ ...both, alreadyHold: { SPE_E5: 30 } }, 'SPE_E5', 'manual');
    expect(least.needed).toBe(0);
    expect(newCart(source, 'SPE_E5', least).quantity).toBe(1);
  });
});

describe('payment', () => {
  it('may be by invoice from the threshold on', () => {
    expect(invoiceAllowed(sek(99), sek(100))).toBe(false);
    expect(invoiceAllowed(sek(100), sek(100))).toBe(true);
  });

  it('may be by invoice as far as anybody knows when an amount is missing or in another currency', () => {
    expect(invoiceAllowed(undefined, sek(100))).toBe(true);
    expect(invoiceAllowed(sek(1), undefined)).toBe(true);
    expect(invoiceAllowed({ minor: 1, currency: 'USD' }, sek(100))).toBe(true);
  });

  it('may need a credit check by invoice, or above a certain amount, or when that is not known', () => {
    expect(mayNeedCreditCheck('invoice', sek(1), sek(100))).toBe(true);
    expect(mayNeedCreditCheck('card', sek(101), sek(100))).toBe(true);
    expect(mayNeedCreditCheck('card', sek(100), sek(100))).toBe(false);
    expect(mayNeedCreditCheck('card', sek(100), undefined)).toBe(true);
    expect(mayNeedCreditCheck('card', undefined, sek(100))).toBe(true);
    expect(mayNeedCreditCheck('card', { minor: 1, currency: 'USD' }, sek(100))).toBe(true);
    expect(mayNeedCreditCheck(null, sek(1), sek(100))).toBe(true);
  });
});
