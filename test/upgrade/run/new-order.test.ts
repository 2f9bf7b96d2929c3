import { describe, expect, it } from '@jest/globals';
import { newOrder } from '../../../src/upgrade/run/new-order.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aSource, aSubscription, at, available, now, runIn } from '../../support/runs.js';

const megan = { id: 'megan', name: 'Megan Bowen' };
const kronor = (minor: number) => ({ minor, currency: 'SEK' });

const ordered = (more: Partial<Run> = {}, priced: Partial<Parameters<typeof newOrder>[1]> = {}) =>
  newOrder({ ...runIn.checkout(), ...more }, { actor: megan, now, newKey: () => 'a-key', ...priced });

const by = { by: megan, at };
const cart = { ...runIn.cart().cart, quantity: 5 } as NonNullable<Run['cart']>;
const growing = { commerceId: 'grows', seats: 20 };

describe('an order', () => {
  it('is all that cart and checkout come to, open and in the name of whoever places it', () => {
    expect(ordered({}, { total: kronor(1_000) })).toEqual({
      kind: 'upgrade',
      key: 'a-key',
      plan: 'ENTERPRISEPREMIUM',
      quantity: 25,
      billingCycle: 'monthly',
      term: 'P1Y',
      payment: 'invoice',
      payer: 'partner',
      attested: false,
      placedAt: at,
      placedBy: megan,
      sourceCommerceId: aSubscription().commerceId,
      cartId: null,
      cartExpired: false,
      price: kronor(1_000),
      commerceId: null,
      outcome: 'open',
    });
  });

  it.each<keyof Run>(['cart', 'checkout', 'plan', 'path'])('is none before there is a %s', (missing) => {
    expect(ordered({ [missing]: null })).toBeUndefined();
  });

  it('is of no known price where nobody tells one', () => {
    expect(ordered()?.price).toBeNull();
  });

  it('of two products says what each comes to, not the sum as the price of one', () => {
    const beside = { plan: 'SPE_E3', quantity: 15, needed: 15 };
    const priced = { total: kronor(3), apart: { first: kronor(1), beside: kronor(2) } };
    const unsent = { sentAt: null, refusal: null, refusalOfFirst: null };
    expect(ordered({ cart: { ...cart, beside } }, priced)).toMatchObject({
      price: kronor(1),
      beside: { plan: 'SPE_E3', quantity: 15, price: kronor(2), ...unsent },
    });
    const untold = ordered({ cart: { ...cart, beside } }, { total: kronor(3) });
    expect([untold?.price, untold?.beside?.price]).toEqual([null, null]);
    const left = ordered({ cart: { ...cart, beside: { ...beside, quantity: 0 } } }, priced);
    expect(left?.price).toEqual(kronor(3));
    expect(left).not.toHaveProperty('beside');
  });

  it.each<[string, Partial<Run>, boolean]>([
    ['a partner’s purchase that somebody attested', { path: 'manual', attested: by }, true],
    ['a partner’s purchase that nobody attested', { path: 'manual' }, false],
    ['an upgrade, for which nobody is asked to', { attested: by }, false],
    ['a customer’s own purchase', { path: 'manual', attested: by, commerce: 'billing-account' }, false],
  ])('says whether it is attested: %s', (_, more, attested) => {
    expect(ordered(more)?.attested).toBe(attested);
  });

  it('for seats that are missing says how many the subscription is to have afterwards, and which it is', () => {
    const seats = { kind: 'seats', quantity: 25, sourceCommerceId: 'grows' };
    expect(ordered({ path: 'manual', cart, growing })).toMatchObject(seats);
    const purchase = { kind: 'purchase', quantity: 5, sourceCommerceId: aSubscription().commerceId };
    expect(ordered({ path: 'manual', cart })).toMatchObject(purchase);
  });

  it('names the old subscription by Graph’s id where the commerce has none for it', () => {
    const source = aSource({ subscriptions: [aSubscription({ id: 'of-graph', commerceId: null })] });
    expect(ordered({ assessment: available({ source }) })?.sourceCommerceId).toBe('of-graph');
  });
});
