import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrderStanding, OrderStatus } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { unwritten, waitsForSecond } from '../../../src/upgrade/run/large-orders.js';
import { newOrder } from '../../../src/upgrade/run/new-order.js';
import { priceOfAll } from '../../../src/upgrade/run/order-record.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import { orderRead } from '../../../src/upgrade/run/settled.js';
import { besideOf, boughtBeside, offerOfBoth } from '../../../src/upgrade/run/together.js';
import { totalOf } from '../../../src/upgrade/run/total.js';
import { anOrder, aRun, aSource, aSplit, at, available, now, runIn } from '../../support/runs.js';
import { done, minutesOn, read } from './order-steps.js';

/** Two products in one order: what becomes of the run by what reading shows of each. */

const cart = { billingCycle: 'monthly', term: 'P1Y', quantity: 10, addOnsKept: [], addOnsRemoved: [] } as const;
const inCart = { plan: 'SPE_E3', quantity: 15, needed: 15 };
const fixed = { plan: 'SPE_E3', quantity: 15, price: null, sentAt: at, refusal: null, refusalOfFirst: null };
const both = anOrder({ kind: 'purchase', plan: 'SPE_E5', quantity: 10, cartId: 'c', beside: fixed });

/** Both were sent just now: of two plans, or of a suite and Teams. */
const sent = (more: Partial<Run> = {}): Run => ({
  ...runIn.ordering(),
  path: 'manual',
  plan: 'SPE_E5',
  split: aSplit(),
  order: both,
  cart: { ...cart, addOnsKept: [], addOnsRemoved: [], beside: inCart },
  ...more,
});

const suite = 'O365_w/o Teams Bundle_M3';
const teams = 'Microsoft_Teams_EEA_New';
const withTeams = (): Run =>
  sent({
    plan: suite,
    split: null,
    assessment: available({ source: aSource({ sku: 'SPE_E3', skuId: 'e3' }) }),
    order: anOrder({ kind: 'purchase', plan: suite, quantity: 25, beside: { ...fixed, plan: teams, quantity: 25 } }),
    cart: {
      ...cart,
      addOnsKept: [],
      addOnsRemoved: [],
      quantity: 25,
      beside: { plan: teams, quantity: 25, needed: 25 },
    },
  });

const completed: OrderStatus = { is: 'completed', commerceId: 'one' };
const besideCompleted: OrderStatus = { is: 'completed', commerceId: 'two' };
const declined: OrderStatus = { is: 'declined', code: '800020', text: 'Not eligible.' };
const notFound: OrderStatus = { is: 'notFound' };
const of = (first: OrderStatus, beside: OrderStatus): OrderStanding => ({ ...first, beside });

describe('two orders', () => {
  it.each<[OrderStatus, OrderStatus, string]>([
    [completed, { is: 'inProgress' }, 'inProgress'],
    [{ is: 'inProgress' }, declined, 'inProgress'],
    [completed, notFound, 'inProgress'],
    [notFound, completed, 'inProgress'],
    [notFound, declined, 'inProgress'],
    [notFound, notFound, 'notFound'],
    [completed, { is: 'underReview', of: 'order' }, 'underReview'],
    [{ is: 'inProgress' }, { is: 'unclear', word: 'resting' }, 'unclear'],
  ])('%j and %j are not settled: %s', (first, beside, is) => {
    expect(orderRead(sent(), of(first, beside), now)?.standing).toMatchObject({ is: 'open', status: { is } });
  });

  it('are settled when each is decided, and only then', () => {
    const status = fc.constantFrom<OrderStatus>(
      completed,
      declined,
      notFound,
      { is: 'inProgress' },
      { is: 'underReview', of: 'order' },
      { is: 'unclear', word: 'resting' },
    );
    const isDecided = ({ is }: OrderStatus) => is === 'completed' || is === 'declined';
    fc.assert(
      fc.property(status, status, (first, beside) => {
        const standing = orderRead(sent(), of(first, beside), minutesOn(29))?.standing;
        expect(standing?.is === 'settled').toBe(isDecided(first) && isDecided(beside));
      }),
    );
  });

  it('are refused one where it never showed within half an hour of the other, and neither by silence alone', () => {
    const late = (first: OrderStatus, beside: OrderStatus) =>
      orderRead(sent(), of(first, beside), minutesOn(30))?.standing;
    expect(late(completed, notFound)).toMatchObject({
      taken: [{ plan: 'SPE_E5' }],
      refused: [{ order: { plan: 'SPE_E3' }, said: { code: 'neverShown' } }],
    });
    expect(late(notFound, completed)).toMatchObject({ refused: [{ order: { plan: 'SPE_E5' } }] });
    expect(late(notFound, notFound)).toMatchObject({ is: 'open', status: notFound });
    expect(late(notFound, { is: 'inProgress' })).toMatchObject({ is: 'open', status: { is: 'inProgress' } });
  });

  it('keep what one of them was refused with, which is not read again', () => {
    const told = read(sent(), of({ is: 'inProgress' }, declined));
    expect(told.order?.beside?.refusal).toEqual({ code: '800020', text: 'Not eligible.' });
    expect(runSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
    const settled = read(told, completed);
    expect(settled.state).toMatchObject({ is: 'needsAttention', trouble: { plan: 'SPE_E3', taken: 'SPE_E5' } });
  });

  it('say of a single one what they always said', () => {
    const one = sent({ order: anOrder({ kind: 'purchase' }) });
    expect(orderRead(one, notFound, minutesOn(60))?.standing).toEqual({ is: 'open', status: notFound });
    expect(orderRead(one, completed, now)?.standing).toMatchObject({ taken: [{ commerceId: 'one' }], refused: [] });
  });
});

describe('both of two that were taken', () => {
  it('are the orders of two plans, of which the second stands as bought last', () => {
    const run = read(sent(), of(completed, besideCompleted));
    expect(run).toMatchObject({
      state: { is: 'manualVerify' },
      plan: 'SPE_E3',
      split: { bought: ['SPE_E5', 'SPE_E3'] },
      order: { plan: 'SPE_E3', quantity: 15, commerceId: 'two', outcome: 'completed' },
      earlierOrders: [{ plan: 'SPE_E5', quantity: 10, commerceId: 'one', outcome: 'completed' }],
    });
    expect(run.order?.beside).toBeUndefined();
    expect(run.cart).toMatchObject({ quantity: 15 });
    expect(run.cart?.beside).toBeUndefined();
  });

  it('are the plan and what came beside it, which is waited for', () => {
    const run = read(withTeams(), of(completed, besideCompleted));
    expect(run).toMatchObject({ plan: suite, order: { plan: suite, commerceId: 'one' } });
    expect(boughtBeside(run)).toEqual([{ plan: teams, quantity: 25 }]);
  });

  it('end a credit check together', () => {
    const reviewed = read(sent(), of({ is: 'underReview', of: 'order' }, completed));
    expect(reviewed.state.is).toBe('creditCheck');
    expect(read(reviewed, of(completed, completed)).state.is).toBe('manualVerify');
    expect(read(reviewed, of(declined, completed)).state).toMatchObject({
      is: 'needsAttention',
      trouble: { plan: 'SPE_E5', taken: 'SPE_E3' },
    });
  });
});

describe('one of two that was refused', () => {
  it.each<[string, OrderStanding, string, string, number]>([
    ['the second', of(completed, declined), 'SPE_E5', 'SPE_E3', 15],
    ['the first', of(declined, completed), 'SPE_E3', 'SPE_E5', 10],
  ])('%s is ordered alone, under another key, and the other one never again', (_, status, taken, refused, quantity) => {
    const run = read(sent(), status);
    expect(run.earlierOrders.map(({ plan, outcome }) => [plan, outcome])).toEqual([
      [taken, 'completed'],
      [refused, 'declined'],
    ]);
    const alone = { ...run, checkout: runIn.checkout().checkout };
    const retried = done(alone, { do: 'retry' });
    expect(retried).toMatchObject({ state: { is: 'checkout' }, plan: refused, order: null, cart: { quantity } });
    const placed = retried && done(retried, { do: 'placeOrder' });
    expect(placed?.order).toMatchObject({ plan: refused, quantity, key: 'another-key', cartId: null });
    expect(placed?.order?.beside).toBeUndefined();
    expect(placed && read(placed, completed)).toMatchObject({ state: { is: 'manualVerify' }, plan: refused });
    expect(done(run, { do: 'choosePlan', plan: 'ENTERPRISEPACK' })).toBeUndefined();
  });

  it('is Teams, ordered alone while the plan stays the one people go to', () => {
    const run = { ...read(withTeams(), of(completed, declined)), checkout: runIn.checkout().checkout };
    expect(run).toMatchObject({ plan: suite, cart: { alone: { plan: teams, needed: 25 } } });
    const checkout = done(run, { do: 'retry' }) as Run;
    const placed = done(checkout, { do: 'placeOrder' }) as Run;
    expect(placed.order).toMatchObject({ plan: teams, quantity: 25 });
    const taken = read(placed, besideCompleted);
    expect(taken).toMatchObject({ state: { is: 'manualVerify' }, plan: suite, order: { plan: suite } });
    expect(taken.cart?.alone).toBeUndefined();
    expect(boughtBeside(taken)).toEqual([{ plan: teams, quantity: 25 }]);
    for (const where of [run, checkout]) expect(done(where, { do: 'choosePlan', plan: 'SPE_E5' })).toBeUndefined();
    const without = done(run, { do: 'buyByHand' }) as Run;
    expect(without).toMatchObject({ state: { is: 'manualVerify' }, order: { plan: suite } });
    expect(boughtBeside(without)).toEqual([]);
  });

  it('in the cart is left out of what is sent and looked for', () => {
    const unsent = sent({ state: { ...runIn.ordering().state, sent: false } as Run['state'] });
    const refused = { code: 'inventory_not_available', text: 'Not available.' };
    const run = advance(unsent, { found: 'cart', cartId: 'alone', refused }, now);
    expect(run.order).toMatchObject({ cartId: 'alone', beside: { refusal: refused } });
    // A single order that does not show is not taken for refused, however late it is.
    expect(orderRead(run, notFound, minutesOn(60))?.standing).toMatchObject({ is: 'open', status: notFound });
    expect(read(run, completed).state).toMatchObject({ trouble: { text: 'Not available.', plan: 'SPE_E3' } });
  });

  it('closes both where both are', () => {
    const run = read(sent(), of(declined, declined));
    expect(run.earlierOrders.map(({ plan, outcome }) => [plan, outcome])).toEqual([
      ['SPE_E5', 'declined'],
      ['SPE_E3', 'declined'],
    ]);
    expect(run).toMatchObject({ order: null, plan: 'SPE_E5', cart: { beside: inCart } });
  });
});

describe('what goes into the same order', () => {
  const choosing = (more: Partial<Run>) => aRun({ path: 'manual', state: { is: 'manualBuy' }, ...more });
  const source = (more: object = {}) => available({ source: aSource({ sku: 'SPE_E3', skuId: 'e3', ...more }) });
  const two = choosing({ plan: 'SPE_E5', split: aSplit() });

  it.each<[string, Run, string | undefined]>([
    ['the other one of two plans', two, 'SPE_E3'],
    ['not on a billing account', { ...two, commerce: 'billing-account' }, undefined],
    ['not where one is bought', { ...two, split: aSplit({ bought: ['SPE_E5'] }) }, undefined],
    [
      'not what is owned',
      {
        ...two,
        assessment: available({
          source: aSource({ owned: [{ subscriptionId: 'o', sku: 'SPE_E3', seats: 1, free: 1 }] }),
        }),
      },
      undefined,
    ],
    ['not what is missing of a plan', { ...two, seatsToBuy: 3 }, undefined],
    ['Teams for a suite without it', choosing({ plan: suite, lacks: ['TEAMS1'], assessment: source() }), teams],
    ['not for a suite that has it', choosing({ plan: 'SPE_E5', lacks: [], assessment: source() }), undefined],
    ['not from Office 365 E4, from which nothing comes along', choosing({ plan: suite, lacks: ['TEAMS1'] }), undefined],
  ])('is %s', (_, run, plan) => {
    expect(besideOf(run)).toBe(plan);
  });

  it('is sold for the terms of both', () => {
    const sold = (terms: { term: 'P1M' | 'P1Y'; cycles: ('monthly' | 'annual')[] }[], attestation = false) =>
      ({ is: 'sold', terms, attestation }) as const;
    const year = sold([{ term: 'P1Y', cycles: ['monthly', 'annual'] }]);
    const monthly = sold(
      [
        { term: 'P1M', cycles: ['monthly'] },
        { term: 'P1Y', cycles: ['monthly'] },
      ],
      true,
    );
    expect(offerOfBoth(year, monthly)).toEqual(sold([{ term: 'P1Y', cycles: ['monthly'] }], true));
    expect(offerOfBoth(year, sold([{ term: 'P1M', cycles: ['monthly'] }]))).toBeUndefined();
    expect(offerOfBoth(year, undefined)).toBeUndefined();
    expect(offerOfBoth(year, { is: 'byHand', because: 'notSold' })).toBeUndefined();
  });

  it('is taken for all who need it or left out', () => {
    const run = { ...sent(), state: { is: 'cart' } } as Run;
    expect(done(run, { do: 'updateCart', quantityBeside: 14 })).toBeUndefined();
    expect(done(run, { do: 'updateCart', quantityBeside: 20 })?.cart).toMatchObject({
      quantity: 10,
      beside: { quantity: 20 },
    });
    const left = done(run, { do: 'updateCart', quantityBeside: 0 }) as Run;
    const order = newOrder(
      { ...left, checkout: runIn.checkout().checkout },
      { actor: { id: 'alex', name: 'Alex' }, now, newKey: () => 'k' },
    );
    expect(order).toMatchObject({ plan: 'SPE_E5', quantity: 10 });
    expect(order?.beside).toBeUndefined();
  });
});

describe('what two products come to', () => {
  const price = (sku: string, monthly: number) => ({ sku, currency: 'SEK', monthly, annual: monthly * 12 });
  const prices = { prices: [price('SPE_E5', 500), price('SPE_E3', 300)], invoiceFrom: [] };
  const placing = (total: number, more: object = {}) => ({
    command: { do: 'placeOrder' } as const,
    actor: { id: 'alex', name: 'Alex' },
    roles: [],
    revision: 7,
    now,
    newKey: () => 'key',
    total: { minor: total, currency: 'SEK' },
    limits: { confirmAbove: 9_000, approvalAbove: 9_000 },
    ...more,
  });

  it('is the sum, and not known where one is not', () => {
    expect(totalOf(sent(), prices, 'SEK')).toEqual({
      total: { minor: 950_000, currency: 'SEK' },
      apart: { first: { minor: 500_000, currency: 'SEK' }, beside: { minor: 450_000, currency: 'SEK' } },
    });
    expect(totalOf(sent(), { ...prices, prices: [price('SPE_E5', 500)] }, 'SEK').total).toBeUndefined();
    const kronor = (minor: number) => ({ minor, currency: 'SEK' });
    expect(priceOfAll({ ...both, price: kronor(1), beside: { ...fixed, price: kronor(2) } })).toEqual(kronor(3));
    expect(priceOfAll({ ...both, price: kronor(1) })).toBeNull();
  });

  it('counts as one for what has to be written and for a second admin', () => {
    const run = { ...sent(), state: { is: 'checkout' } } as Run;
    expect(unwritten(run, placing(950_000))).toMatchObject({ why: 'writeQuantity', quantity: 25, assigned: 25 });
    expect(waitsForSecond(run, both, placing(950_000))).toBe('asks');
    expect(unwritten(run, placing(500_000))).toBeUndefined();
  });

  it('hides no quantity behind the other one', () => {
    const small = aSplit({ people: ['p1'] });
    const run = sent({
      split: small,
      cart: {
        ...cart,
        addOnsKept: [],
        addOnsRemoved: [],
        quantity: 27,
        beside: { ...inCart, quantity: 30, needed: 30 },
      },
    });
    expect(unwritten(run, placing(1))).toMatchObject({ why: 'writeQuantity', quantity: 57 });
  });
});
