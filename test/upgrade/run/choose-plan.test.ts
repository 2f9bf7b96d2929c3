import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import { roles } from '../../../src/upgrade/tenant/roles.js';
import { anOrder, aRun } from '../../support/runs.js';
import { aSubscription, aTenant, someUnits } from '../tenant-facts.js';

/** A run that is made by hand, from a plan that so many people hold. */
function manually(sku: string, assigned: number): Run {
  const facts = aTenant({
    subscriptions: [aSubscription({ sku, seats: assigned })],
    skus: [someUnits({ sku, assigned })],
  });
  return aRun({ assessment: assess(facts), path: 'manual', state: { is: 'choosingPlan' } });
}

const choose = (run: Run, plan: string) =>
  decide(run, {
    command: { do: 'choosePlan', plan },
    now: new Date('2026-03-02T09:00:00Z'),
    actor: { id: 'alex', name: 'Alex' },
    roles,
    revision: undefined,
    newKey: () => 'key',
  });

describe('a plan that is chosen', () => {
  it('may be any plan of the same market, also one that is not in the list', () => {
    expect(choose(manually('SPE_E3', 20), 'Microsoft_365_E5_(no_Teams)').is).toBe('changed');
    expect(choose(manually('SPE_E3', 600), 'Microsoft_365_E5').is).toBe('changed');
  });

  it.each([
    ['the plan itself', 'SPE_E3', 20, 'SPE_E3', { why: 'samePlan', plan: 'SPE_E3', source: 'SPE_E3' }],
    ['one for schools', 'SPE_E3', 20, 'M365EDU_A3_FACULTY', { why: 'otherMarket' }],
    ['one for companies, from one for governments', 'M365_G3_GOV', 20, 'SPE_E5', { why: 'otherMarket' }],
    ['one that is not sold', 'SPE_E3', 20, 'ENTERPRISEWITHSCAL', { why: 'retired' }],
    ['one that nobody knows', 'SPE_E3', 20, 'SPE_E9', { why: 'unknownPlan', plan: 'SPE_E9' }],
    ['an add-on', 'SPE_E3', 20, 'MCOEV', { why: 'unknownPlan', plan: 'MCOEV' }],
    [
      'a Business plan for 301 people',
      'O365_BUSINESS_PREMIUM',
      301,
      'SPB',
      { why: 'tooManySeats', seats: 301, most: 300 },
    ],
    [
      'a plan for 500 people and more',
      'SPE_E3',
      499,
      'Microsoft_365_E5',
      { why: 'tooFewSeats', seats: 499, least: 500 },
    ],
  ])('is refused where it is %s', (_, source, people, plan, refusal) => {
    expect(choose(manually(source, people), plan)).toMatchObject({ is: 'unchanged', refusal });
  });

  it('may be a Business plan for 300 people', () => {
    expect(choose(manually('O365_BUSINESS_PREMIUM', 300), 'SPB').is).toBe('changed');
  });

  const more = { path: 'manual', plan: 'SPE_E5', seatsToBuy: 5 } as const;
  const bought = anOrder({ kind: 'purchase', plan: 'SPE_E5', outcome: 'completed' });
  it.each(['cart', 'checkout'] as const)(
    'is the last one once licenses of it were bought, also where more of them are in the %s',
    (is) => {
      const run = aRun({ ...more, state: { is }, earlierOrders: [bought] });
      for (const plan of ['SPE_E3', 'SPE_E5']) {
        expect(choose(run, plan)).toMatchObject({ is: 'unchanged', refusal: { why: 'notNow' } });
      }
    },
  );

  it('is the last one once an admin bought it by hand', () => {
    const audit = [{ at: '2026-03-02T08:00:00Z', by: null, what: 'orderedByHand', details: {} }] as const;
    const run = aRun({ ...more, state: { is: 'cart' }, audit: [...audit] });
    expect(choose(run, 'SPE_E3')).toMatchObject({ is: 'unchanged', refusal: { why: 'notNow' } });
  });

  it('may be another one where the order came to nothing', () => {
    const run = aRun({
      ...more,
      seatsToBuy: null,
      state: { is: 'cart' },
      earlierOrders: [{ ...bought, outcome: 'lapsed' }],
    });
    expect(choose(run, 'SPE_E3').is).toBe('changed');
  });
});

describe('how many licenses of it are ordered', () => {
  it('ends at what Microsoft sells, with those there are already', () => {
    const facts = aTenant({
      subscriptions: [aSubscription({ sku: 'O365_BUSINESS_PREMIUM' }), aSubscription({ sku: 'SPB', seats: 10 })],
      skus: [someUnits({ sku: 'O365_BUSINESS_PREMIUM' }), someUnits({ sku: 'SPB', assigned: 0 })],
      wanted: 'O365_BUSINESS_PREMIUM',
    });
    const cart = { billingCycle: 'monthly', term: 'P1Y', quantity: 20, addOnsKept: [], addOnsRemoved: [] } as const;
    const run = aRun({
      assessment: assess(facts),
      path: 'manual',
      plan: 'SPB',
      cart: { ...cart, addOnsKept: [], addOnsRemoved: [] },
      state: { is: 'cart' },
    });
    const order = (quantity: number) =>
      decide(run, {
        command: { do: 'updateCart', quantity },
        now: new Date('2026-03-02T09:00:00Z'),
        actor: { id: 'alex', name: 'Alex' },
        roles,
        revision: undefined,
        newKey: () => 'key',
      });
    expect(order(290).is).toBe('changed');
    expect(order(291)).toMatchObject({ is: 'unchanged', refusal: { why: 'tooManySeats', seats: 301, most: 300 } });
  });
});
