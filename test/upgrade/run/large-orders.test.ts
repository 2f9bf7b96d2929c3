import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { CommandTo } from '../../../src/upgrade/run/definition.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { Actor } from '../../../src/upgrade/tenant/roles.js';
import { now, runIn } from '../../support/runs.js';

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
  const wanted = placed(runIn.checkout(), alex, 50_001, quantity);

  it('waits at checkout for a second admin, of which those who follow it hear', () => {
    expect(wanted).toMatchObject({ state: { is: 'checkout' }, order: null, wanted: { by: alex } });
    expect(wanted.revision).toBe(runIn.checkout().revision + 1);
    expect(wanted.notices.at(-1)?.what).toBe('approvalWanted');
  });

  it('is not placed by the first again, also not a day later or by another word', () => {
    expect(place(wanted, alex, 50_001, quantity)).toMatchObject({ refusal: { why: 'secondAdmin' } });
    expect(placed(wanted, alex, 50_001, quantity, hours(25)).order).toBeNull();
  });

  it('is placed by a second, in their name, who may buy', () => {
    expect(placed(wanted, megan, 50_001, quantity)).toMatchObject({
      state: { is: 'preparing' },
      order: { placedBy: megan },
      wanted: null,
    });
    const asked = { actor: megan, revision: wanted.revision, now, newKey: () => 'key', total: dollars(50_001), limits };
    const command = { do: 'placeOrder', ...quantity } as const;
    expect(decide(wanted, { ...asked, roles: ['licenseAdministrator'], command }).is).toBe('missingRole');
  });

  it('has its quantity written by the second too', () => {
    expect(place(wanted, megan, 50_001)).toMatchObject(asks);
  });

  it.each<[string, Partial<Run>, Partial<CommandTo<'placeOrder'>>]>([
    ['another quantity', { cart: { ...runIn.cart().cart, quantity: 30 } as Run['cart'] }, { quantity: 30 }],
    ['another term', { cart: { ...runIn.cart().cart, term: 'P1M' } as Run['cart'] }, quantity],
    ['another billing cycle', { cart: { ...runIn.cart().cart, billingCycle: 'annual' } as Run['cart'] }, quantity],
    ['another plan', { plan: 'SPE_E5' }, quantity],
  ])('is another order with %s, which the second only asks for', (_, change, said) => {
    const other = placed({ ...wanted, ...change }, megan, 50_001, said);
    expect(other).toMatchObject({ order: null, wanted: { by: megan } });
  });

  it('is asked for anew where it was asked for more than a day ago', () => {
    expect(placed(wanted, megan, 50_001, quantity, hours(25))).toMatchObject({ order: null, wanted: { by: megan } });
  });

  it('takes one admin at the amount', () => {
    expect(placed(runIn.checkout(), alex, 50_000, quantity).order?.placedBy).toEqual(alex);
  });
});
