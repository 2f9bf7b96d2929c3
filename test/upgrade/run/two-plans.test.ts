import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import { boughtByHand } from '../../../src/upgrade/run/bought-by-hand.js';
import { leastOfRun } from '../../../src/upgrade/run/buying.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Asked } from '../../../src/upgrade/run/definition.js';
import { unwritten, waitsForSecond } from '../../../src/upgrade/run/large-orders.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import { withoutSnapshot } from '../../../src/upgrade/run/snapshot.js';
import type { Part } from '../../../src/upgrade/run/split.js';
import { isFree } from '../../../src/upgrade/run/states/needs-attention.js';
import { orderOfPlan, peopleTo, targetsOf } from '../../../src/upgrade/run/targets.js';
import { aVerification } from '../../support/findings.js';
import { anOrder, aRun, aSource, available, guided, runIn } from '../../support/runs.js';

const now = new Date('2026-03-02T12:00:00Z');
const names = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const part = (people: string[], more: Partial<Part> = {}): Part => ({
  by: { is: 'names' },
  people,
  groups: [],
  alreadyHold: {},
  ...more,
});

function ask(run: Run, command: Command, more: Partial<Asked> = {}) {
  const actor = { id: 'alex', name: 'Alex' };
  const roles = ['globalAdministrator'] as const;
  return decide(run, { command, actor, roles, revision: run.revision, now, newKey: () => 'key', ...more });
}

const split = { do: 'splitPeople', plan: 'SPE_E5', rest: 'SPE_E3' } as const;
const choosing = aRun({ path: 'manual', state: { is: 'choosingPlan' } });
const found = (people: string[], more?: Partial<Part>) => ({ part: { ok: true as const, part: part(people, more) } });

function decided(run: Run, command: Command, more?: Partial<Asked>): Run {
  const decision = ask(run, command, more);
  if (decision.is !== 'changed') throw new Error(JSON.stringify(decision));
  return decision.run;
}

const two = decided(choosing, { ...split, people: 'x' }, found(names(10)));
const at = (state: Run['state'], more: Partial<Run> = {}): Run => ({ ...two, state, ...more });

describe('two plans for the people of one', () => {
  it('are the manual way, and the plan of those who were named is bought first', () => {
    const before = aRun();
    const after = decided(before, { ...split, people: 'x' }, found(names(10)));
    expect(after).toMatchObject({ path: 'manual', plan: 'SPE_E5', state: { is: 'beforeYouBegin' } });
    expect(targetsOf(after)).toEqual(['SPE_E5', 'SPE_E3']);
    expect([peopleTo(after, 'SPE_E5'), peopleTo(after, 'SPE_E3')]).toEqual([10, 15]);
    expect(leastOfRun(after)).toEqual({ needed: 10, owned: 0 });
  });

  it('are not chosen any more once licenses of one plan were bought', () => {
    const earlierOrders = [anOrder({ kind: 'purchase', plan: 'SPE_E5', outcome: 'completed' })];
    const run = aRun({ path: 'manual', plan: 'SPE_E5', seatsToBuy: 5, state: { is: 'checkout' }, earlierOrders });
    const decision = ask(run, { ...split, people: 'x' }, found(names(10)));
    expect(decision).toMatchObject({ is: 'unchanged', refusal: { why: 'notNow' } });
  });

  it('are read back as they were kept, and a run that was kept before has none', () => {
    expect(runSchema.parse(JSON.parse(JSON.stringify(two)))).toEqual(two);
    const { split: _, ...earlier } = aRun();
    expect(runSchema.parse(earlier).split).toBeNull();
  });

  it('lose the ids of those who were named with what was written down of them', () => {
    for (const snapshot of [null, runIn.manualReassign().snapshot]) {
      const forgotten = withoutSnapshot({ ...two, snapshot }, now);
      expect(forgotten.split).toMatchObject({ people: [], named: 10 });
      expect([peopleTo(forgotten, 'SPE_E5'), peopleTo(forgotten, 'SPE_E3')]).toEqual([10, 15]);
      expect(withoutSnapshot(forgotten, now)).toBe(forgotten);
    }
  });

  it('are bought one after the other, and looked at once both were', () => {
    const order = anOrder({ kind: 'purchase', plan: 'SPE_E5', quantity: 10 });
    const ordering = at({ ...orderingState }, { order });
    const status = { is: 'completed', commerceId: 'com-1' } as const;
    const next = advance(ordering, { found: 'order', status }, now);
    expect(next).toMatchObject({ state: { is: 'manualBuy' }, plan: 'SPE_E3', order: null });
    expect(next.earlierOrders).toMatchObject([{ plan: 'SPE_E5', outcome: 'completed' }]);
    expect(next.notices.at(-1)?.what).toBe('buyNext');
    expect(leastOfRun(next)).toEqual({ needed: 15, owned: 0 });
    const second = { ...next, state: orderingState, order: anOrder({ kind: 'purchase', plan: 'SPE_E3' }) };
    expect(advance(second, { found: 'order', status }, now).state.is).toBe('manualVerify');
  });

  it('are not chosen anew once one of them was bought, nor is a single plan', () => {
    const bought = at({ is: 'manualBuy' }, { split: two.split && { ...two.split, bought: ['SPE_E5'] } });
    expect(ask(bought, { do: 'choosePlan', plan: 'ENTERPRISEPACK' })).toEqual(notNow);
    expect(ask(bought, { ...split, people: 'x' }, found(names(3)))).toEqual(notNow);
    const declined = {
      ...bought,
      state: {
        is: 'needsAttention',
        since: now.toISOString(),
        trouble: { is: 'orderDeclined', code: '1', text: 'no' },
        resume: { is: 'checkout' },
      },
    } as Run & { state: { is: 'needsAttention' } };
    expect(isFree(declined)).toBe(true);
    expect(ask(declined, { do: 'choosePlan', plan: 'ENTERPRISEPACK' })).toEqual(notNow);
    expect(decided(at({ is: 'manualBuy' }), { do: 'choosePlan', plan: 'ENTERPRISEPACK' }).split).toBeNull();
  });

  it('take no purchase of the other one, or of any other plan, for the one whose turn it is', () => {
    const owned = [{ subscriptionId: 'owned-1', sku: 'SPE_E3', seats: 40, free: 40 }];
    const run = at({ is: 'manualBuy' }, { assessment: available({ source: aSource({ owned }) }) });
    expect(ask(run, { do: 'useSubscription', subscription: 'owned-1' })).toMatchObject({
      refusal: { why: 'unknownSubscription' },
    });
    const { subscriptions } = aSource();
    const row = { ...subscriptions[0], id: 'new', sku: 'SPE_E3', skuId: 'e3' } as (typeof subscriptions)[0];
    expect(boughtByHand(run, [row]).ordered).toBeUndefined();
    expect(boughtByHand({ ...run, plan: 'SPE_E3' }, [row]).ordered).toBe('SPE_E3');
    expect(boughtByHand({ ...run, split: null }, [row]).ordered).toBe('SPE_E3');
    const others = [{ subscriptionId: 'other', sku: 'MICROSOFT_365_E7', seats: 25, less: [], lacks: [] }];
    const task = guided('buy', { path: 'manual', plan: 'SPE_E5' }, { others });
    const take = { do: 'useSubscription', subscription: 'other', accept: true } as const;
    expect(ask(task, take).is).toBe('changed');
    expect(ask({ ...task, split: two.split }, take)).toMatchObject({ refusal: { why: 'unknownSubscription' } });
  });

  it('are ready only when both are, and it is told of the one that is not', () => {
    const looking = at({ is: 'manualVerify', since: now.toISOString(), nextAt: now.toISOString(), seen: null });
    const seen = aVerification({ seats: 4, seatsNeeded: 10 });
    const short = advance(looking, { found: 'verification', seen, plan: 'SPE_E5' }, now);
    expect(short).toMatchObject({ plan: 'SPE_E5', state: { is: 'manualVerify', seen } });
    const kept = { useSubscriptionId: 'owned', seatsToBuy: 2, lacks: ['TEAMS1'] };
    expect(advance({ ...looking, ...kept }, { found: 'verification', seen, plan: 'SPE_E5' }, now)).toMatchObject(kept);
    const other = advance({ ...short, plan: 'SPE_E3' }, { found: 'verification', seen, plan: 'SPE_E5' }, now);
    expect(other.plan).toBe('SPE_E5');
    expect(decided(other, { do: 'buyMore' }).seatsToBuy).toBe(6);
    const along = { from: ['IDENTITY_THREAT_PROTECTION'], to: [] };
    const ready = advance(
      looking,
      { found: 'verification', seen: aVerification(), plan: 'SPE_E3', alongOfFirst: along },
      now,
    );
    expect(ready).toMatchObject({ plan: 'SPE_E3', split: { along }, state: { is: 'preparing' } });
  });

  it('leave the order of each plan where it is found', () => {
    const first = anOrder({ plan: 'SPE_E5', outcome: 'completed', quantity: 10 });
    const run = { ...two, plan: 'SPE_E5', order: anOrder({ plan: 'SPE_E3' }), earlierOrders: [first] };
    expect(orderOfPlan(run)).toBe(first);
    expect(orderOfPlan({ ...run, plan: 'SPE_E3' })).toBe(run.order);
    expect(orderOfPlan({ ...run, split: null })).toBe(run.order);
    const more = anOrder({ plan: 'SPE_E5', outcome: 'completed', quantity: 2 });
    const declined = anOrder({ plan: 'SPE_E5', outcome: 'declined' });
    const rest = anOrder({ plan: 'SPE_E3', outcome: 'completed' });
    expect(orderOfPlan({ ...run, earlierOrders: [first, more, declined, rest] })).toBe(more);
    expect(orderOfPlan({ ...run, earlierOrders: [declined] })).toBeNull();
  });

  it('count as one where the second order makes them large', () => {
    const price = (minor: number) => ({ minor, currency: 'USD' });
    const earlier = anOrder({ plan: 'SPE_E5', outcome: 'completed', price: price(900_00) });
    const cart = { billingCycle: 'monthly', term: 'P1Y', quantity: 15, addOnsKept: [], addOnsRemoved: [] } as const;
    const run = { ...two, plan: 'SPE_E3', cart: { ...cart, addOnsKept: [], addOnsRemoved: [] } };
    const placing = {
      command: { do: 'placeOrder' } as const,
      actor: { id: 'alex', name: 'Alex' },
      roles: [],
      revision: 7,
      now,
      newKey: () => 'key',
      total: price(200_00),
      limits: { confirmAbove: 1000, approvalAbove: 1000 },
    };
    const order = anOrder({ plan: 'SPE_E3' });
    expect(unwritten(run, placing)).toBeUndefined();
    expect(waitsForSecond(run, order, placing)).toBeUndefined();
    const after = { ...run, earlierOrders: [earlier] };
    expect(unwritten(after, placing)).toMatchObject({ why: 'writeQuantity', quantity: 15, assigned: 15 });
    expect(waitsForSecond(after, order, placing)).toBe('asks');
  });
});

describe('what cannot be two plans', () => {
  const no = (command: Command, more?: Partial<Asked>, run = choosing) => ask(run, command, more);

  it.each<[what: string, command: Partial<Command>, more: Partial<Asked> | undefined, refusal: object]>([
    ['the same plan twice', { plan: 'Microsoft 365 E3', people: 'x' }, undefined, { why: 'sameTarget' }],
    ['a plan nobody knows', { plan: 'NOSUCH', people: 'x' }, undefined, { why: 'unknownPlan', plan: 'NOSUCH' }],
    ['a name of several plans', { plan: 'E5', people: 'x' }, undefined, { why: 'severalPlans', said: 'E5' }],
    ['no plan', { plan: ' ', people: 'x' }, undefined, { why: 'splitHow' }],
    ['nobody named', {}, undefined, { why: 'splitHow' }],
    ['a number alone', { count: 4 }, undefined, { why: 'whoIsFirst', count: 4 }],
    ['more than there are', { count: 26 }, undefined, { why: 'partTooLarge', count: 26, people: 25 }],
    ['as many as there are', { count: 25 }, undefined, { why: 'nobodyLeft', rest: 'SPE_E3' }],
    ['everyone named', { people: 'x' }, found(names(25)), { why: 'nobodyLeft', rest: 'SPE_E3' }],
    ['more named than counted', { people: 'x' }, found(names(26)), { why: 'partTooLarge' }],
    ['an empty list', { people: ' , ' }, found([]), { why: 'splitHow' }],
    [
      'people who are not found',
      { people: 'x' },
      { part: { ok: false, refusal: { why: 'nobodyCalled', names: ['x'] } } },
      { why: 'nobodyCalled' },
    ],
  ])('%s is refused', (_, command, more, refusal) => {
    expect(no({ ...split, ...command } as Command, more)).toEqual({
      is: 'unchanged',
      refusal: expect.objectContaining(refusal),
    });
  });

  it('is a plan of which fewer are sold than go there', () => {
    const source = aSource({ sku: 'O365_BUSINESS_PREMIUM', assigned: 400, seats: 400 });
    const run = aRun({ path: 'manual', state: { is: 'choosingPlan' }, assessment: available({ source }) });
    const business = { do: 'splitPeople', plan: 'SPE_E3', rest: 'SPB', people: 'x' } as const;
    expect(no(business, found(names(10)), run)).toMatchObject({ refusal: { why: 'tooManySeats', plan: 'SPB' } });
    expect(no(business, found(names(100)), run).is).toBe('changed');
  });

  it('is not said on the automatic way once something was chosen there', () => {
    const cart = aRun({ path: 'automatic', plan: 'SPE_E5', state: { is: 'beforeYouBegin' } });
    expect(no({ ...split, people: 'x' }, found(names(10)), cart)).toEqual(notNow);
  });
});

const notNow = { is: 'unchanged', refusal: { why: 'notNow' } };

const orderingState = {
  is: 'ordering',
  since: now.toISOString(),
  nextAt: now.toISOString(),
  sent: true,
  settlingReads: 0,
  sends: 1,
  seen: false,
  sentAt: now.toISOString(),
  doubtedAt: null,
  refusal: null,
  reviewSince: null,
} satisfies Run['state'];
