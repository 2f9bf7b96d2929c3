import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { CommandTo } from '../../../src/upgrade/run/definition.js';
import { waitingFor } from '../../../src/upgrade/run/large-orders.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { OrderRecord } from '../../../src/upgrade/run/shape.js';
import type { Actor } from '../../../src/upgrade/tenant/roles.js';
import { anOrder, aSplit, now, runIn } from '../../support/runs.js';

const alex = { id: 'alex', name: 'Alex Wilber' };
const megan = { id: 'megan', name: 'Megan Bowen' };
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const limits = { confirmAbove: 10_000, approvalAbove: 50_000 };
const dollars = (amount: number) => ({ minor: amount * 100, currency: 'USD' });

function place(run: Run, actor: Actor, total: number, said: Partial<CommandTo<'placeOrder'>> = {}, when = now) {
  const asked = {
    actor,
    roles: ['globalAdministrator'] as const,
    revision: run.revision,
    now: when,
    newKey: () => 'key',
  };
  return decide(run, { ...asked, command: { do: 'placeOrder', ...said }, total: dollars(total), limits });
}

function placed(...given: Parameters<typeof place>): Run {
  const decision = place(...given);
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run;
}

const asks = { refusal: { why: 'writeQuantity', quantity: 25, assigned: 25 } };

describe('a large order', () => {
  it('is placed when its own quantity is written, and by no other', () => {
    const run = runIn.checkout();
    expect(place(run, alex, 10_000).is).toBe('changed');
    expect(place(run, alex, 10_001)).toMatchObject(asks);
    for (const quantity of [24, 250, 0, Number.NaN]) expect(place(run, alex, 10_001, { quantity })).toMatchObject(asks);
    expect(placed(run, alex, 10_001, { quantity: 25 }).order?.quantity).toBe(25);
  });
});

describe('an order above the amount that takes two', () => {
  const quantity = { quantity: 25 };
  const wanted = (run = runIn.checkout()) => placed(run, alex, 50_001, quantity);

  it('waits at checkout for a second admin, of which those who follow it hear', () => {
    const run = wanted();
    expect(run).toMatchObject({ state: { is: 'checkout' }, order: null, wanted: { by: alex } });
    expect(run.revision).toBe(runIn.checkout().revision + 1);
    expect(run.notices.at(-1)?.what).toBe('approvalWanted');
  });

  it('is not placed by the first again, also not a day later or by another word', () => {
    expect(place(wanted(), alex, 50_001, quantity)).toMatchObject({ refusal: { why: 'secondAdmin' } });
    expect(placed(wanted(), alex, 50_001, quantity, hours(25)).order).toBeNull();
  });

  it('is placed by a second, in their name, who may buy', () => {
    expect(placed(wanted(), megan, 50_001, quantity)).toMatchObject({
      state: { is: 'preparing' },
      order: { placedBy: megan },
      wanted: null,
    });
    const asked = {
      actor: megan,
      revision: wanted().revision,
      now,
      newKey: () => 'key',
      total: dollars(50_001),
      limits,
    };
    const command = { do: 'placeOrder', ...quantity } as const;
    expect(decide(wanted(), { ...asked, roles: ['licenseAdministrator'], command }).is).toBe('missingRole');
  });

  it('has its quantity written by the second too', () => {
    expect(place(wanted(), megan, 50_001)).toMatchObject(asks);
  });

  it.each<[string, Partial<Run>, Partial<CommandTo<'placeOrder'>>]>([
    ['another quantity', { cart: { ...runIn.cart().cart, quantity: 30 } as Run['cart'] }, { quantity: 30 }],
    ['another term', { cart: { ...runIn.cart().cart, term: 'P1M' } as Run['cart'] }, quantity],
    ['another billing cycle', { cart: { ...runIn.cart().cart, billingCycle: 'annual' } as Run['cart'] }, quantity],
    ['another plan', { plan: 'SPE_E5' }, quantity],
  ])('is another order with %s, which the second only asks for', (_, change, said) => {
    const other = placed({ ...wanted(), ...change }, megan, 50_001, said);
    expect(other).toMatchObject({ order: null, wanted: { by: megan } });
  });

  it('waits in the name of whoever asked, for a day, and while it is that very order', () => {
    expect(waitingFor(wanted(), now)).toEqual(alex);
    expect(waitingFor(wanted(), hours(24))).toEqual(alex);
    expect(waitingFor(wanted(), hours(24.1))).toBeUndefined();
    expect(waitingFor({ ...wanted(), plan: 'SPE_E5' }, now)).toBeUndefined();
    expect(waitingFor({ ...wanted(), checkout: null }, now)).toBeUndefined();
    expect(waitingFor(runIn.checkout(), now)).toBeUndefined();
  });

  it('is asked for anew where it was asked for more than a day ago', () => {
    expect(placed(wanted(), megan, 50_001, quantity, hours(25))).toMatchObject({ order: null, wanted: { by: megan } });
  });

  it('takes one admin at the amount', () => {
    expect(placed(runIn.checkout(), alex, 50_000, quantity).order?.placedBy).toEqual(alex);
  });
});

describe('an order of two products', () => {
  const quantity = { quantity: 25 };
  const cart = (more: Partial<NonNullable<Run['cart']>> = {}) =>
    ({
      ...runIn.cart().cart,
      quantity: 10,
      beside: { plan: 'SPE_E3', quantity: 15, needed: 15 },
      ...more,
    }) as Run['cart'];
  const two = (): Run => ({ ...runIn.checkout(), path: 'manual', plan: 'SPE_E5', split: aSplit(), cart: cart() });

  it('is another order with another quantity, or another plan, of the second', () => {
    const wanted = placed(two(), alex, 50_001, quantity);
    expect(placed(wanted, megan, 50_001, quantity).order?.beside).toMatchObject({ plan: 'SPE_E3', quantity: 15 });
    const other = { plan: 'ENTERPRISEPACK', quantity: 15, needed: 15 };
    const more = { plan: 'SPE_E3', quantity: 16, needed: 15 };
    for (const [beside, said] of [
      [other, quantity],
      [more, { quantity: 26 }],
    ] as const)
      expect(placed({ ...wanted, cart: cart({ beside }) }, megan, 50_001, said)).toMatchObject({
        order: null,
        wanted: { by: megan },
      });
  });

  it('is measured by those who need what is ordered, not by those who need what is left out', () => {
    const run = { ...two(), cart: cart({ quantity: 40, beside: { plan: 'SPE_E3', quantity: 0, needed: 15 } }) };
    expect(place(run, alex, 1)).toMatchObject({ refusal: { why: 'writeQuantity', quantity: 40, assigned: 10 } });
  });
});

describe('an order that comes after another one', () => {
  const teams = { plan: 'Microsoft_Teams_EEA_New', needed: 25 };
  const cart = { ...runIn.cart().cart, alone: teams } as Run['cart'];
  const first = (more: Partial<OrderRecord> = {}): Partial<Run> => ({
    earlierOrders: [
      anOrder({ kind: 'purchase', plan: 'SPE_E5', outcome: 'completed', price: dollars(49_000), ...more }),
    ],
  });
  const ofTwo = { plan: 'SPE_E3', split: aSplit() };
  const kronor = { minor: 4_900_000, currency: 'SEK' };

  it.each<[string, Partial<Run>, boolean]>([
    ['of two plans the second counts with the first', { ...ofTwo, ...first() }, true],
    ['what goes beside a plan counts with that', { cart, ...first() }, true],
    ['what was declined is not counted', { ...ofTwo, ...first({ outcome: 'declined' }) }, false],
    ['what came to another currency is not added', { ...ofTwo, ...first({ price: kronor }) }, false],
    ['what is not known to have cost anything is not added', { ...ofTwo, ...first({ price: null }) }, false],
    ['more of one plan is an order by itself', first(), false],
  ])('%s', (_, more, asks) => {
    const run: Run = { ...runIn.checkout(), path: 'manual', ...more };
    expect(placed(run, alex, 2_000, { quantity: 25 }).wanted?.by).toEqual(asks ? alex : undefined);
    expect(place(run, alex, 2_000).is).toBe(asks ? 'unchanged' : 'changed');
  });
});
