import { describe, expect, it } from '@jest/globals';
import { product } from '../../../src/upgrade/plans/plans.js';
import type { AdminTask } from '../../../src/upgrade/run/admin-tasks.js';
import { definitionOf, type Run } from '../../../src/upgrade/run/run.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { oldPlanActive, oldPlanGone } from '../../support/findings.js';
import { aSplit, aSubscription, at, guided, someWork } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { found, heard, refusal, told, written } from './steps.js';

/** What an admin does in the admin center: said to be done, and believed when it shows. */

const done = { do: 'taskDone' } as const;
const bought = (sku: string, more: Partial<Subscription> = {}): Subscription =>
  aSubscription({ id: `bought-${sku}`, sku, skuId: product(sku)?.skuId ?? sku, ...more });
const see = (run: Run, ...listed: Subscription[]): Run => found(run, { found: 'purchases', listed });

describe('a task that is said to be done', () => {
  it.each<[AdminTask, AdminTask]>([
    ['openTab', 'cart'],
    ['cart', 'checkout'],
    ['checkout', 'placeOrder'],
  ])('leads from %s to %s, as it leaves no trace', (task, next) => {
    const since = minutesOn(-30).toISOString();
    const run = told(guided(task, {}, { since }), done, { now: minutesOn(5) });
    const nextAt = minutesOn(5).toISOString();
    expect(run.state).toEqual({ ...guided(next, {}, { since, nextAt }).state });
    expect(written(run)).toEqual({ what: 'taskDone', details: { task } });
  });

  it.each<AdminTask>(['placeOrder', 'buy', 'cancel'])('is looked for at once where it leaves one: %s', (task) => {
    const run = told(guided(task), done);
    expect(run.state).toEqual({ ...guided(task).state, saidDone: true, nextAt: at });
    expect(written(run)).toEqual({ what: 'taskDone', details: { task } });
  });

  it('was not done where it does not show, which is told', () => {
    const said = guided('buy', {}, { saidDone: true, since: minutesOn(-20).toISOString() });
    const run = found(said, { found: 'notDoneYet' });
    const nextAt = minutesOn(5).toISOString();
    expect(run.state).toEqual({ ...said.state, saidDone: false, notFoundAt: at, nextAt });
    expect(written(run)).toEqual({ what: 'notDoneYet', details: {} });
  });

  it.each([
    ['after five seconds at first', 0, 5 / 60],
    ['at least every hour', 48 * 60, 60],
  ])('is looked for whether anybody says so or not: %s', (_, waited, wait) => {
    const before = guided('buy', {}, { since: minutesOn(-waited).toISOString() });
    const run = found(before, { found: 'notDoneYet' });
    expect(run).toEqual({ ...before, state: { ...before.state, nextAt: minutesOn(wait).toISOString() } });
  });
});

describe('what a task reads beside people', () => {
  it('is groups where Microsoft is about to move them, and nothing on the manual path', () => {
    const { uses } = definitionOf('adminTask');
    const read = (task: AdminTask) => typeof uses === 'function' && uses(guided(task));
    expect([read('placeOrder'), read('buy')]).toEqual([['groups'], []]);
  });
});

describe('a plan that was bought by hand', () => {
  const lacks = ['MCOVOICECONF'];

  it.each<[string, string, string[] | null]>([
    ['the one that was chosen, with what it is known to lack', 'ENTERPRISEPREMIUM', lacks],
    ['another one that Microsoft names', 'SPE_E3', null],
  ])('is %s', (_, sku, kept) => {
    const run = see(guided('buy', { lacks }), bought(sku));
    expect(run).toMatchObject({ plan: sku, lacks: kept, state: { is: 'manualVerify' } });
    expect(written(run)).toEqual({ what: 'orderedByHand', details: { plan: sku } });
    expect(heard(run)).toEqual([]);
  });

  it('is followed by the other one of two plans, which is told', () => {
    const split = aSplit({ plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3' });
    const run = see(guided('buy', { split }), bought('ENTERPRISEPREMIUM'));
    expect(run).toMatchObject({ plan: 'SPE_E3', state: { is: 'manualBuy' } });
    expect(heard(run)).toEqual(['buyNext']);
  });

  const others = ['Microsoft_365_E5_(no_Teams)', 'STANDARDPACK'] as const;
  it('may be one of several others: each is told when it shows first, and is the one that somebody names', () => {
    const first = see(guided('buy', {}, { saidDone: true }), bought(others[0]));
    expect(written(first)).toEqual({ what: 'otherPlanBought', details: { plan: others[0] } });
    expect(first.state).toMatchObject({ saidDone: false });
    const both = see(first, bought(others[0]), bought(others[1]));
    expect(heard(both)).toEqual(['otherPlanBought', 'otherPlanBought']);
    expect(written(both).details).toEqual({ plan: others[1] });
    const use = (sku: string) => ({ do: 'useSubscription', subscription: `bought-${sku}` }) as const;
    expect(refusal(both, use(others[1]))).toMatchObject({ why: 'givesLess' });
    expect(refusal(both, use(others[0]))).toMatchObject({ why: 'otherPlan', plan: others[0] });
    expect(refusal(both, use('SPE_E3'))).toEqual({ why: 'unknownSubscription' });
  });
});

describe('an old plan that an admin cancels', () => {
  it('is over when that shows, and no sooner', () => {
    const before = guided('cancel', { cancelled: ['an-earlier-one'] });
    const goesOn = found(before, { found: 'oldPlan', stands: oldPlanActive });
    expect(goesOn).toEqual(before);
    const run = found(before, { found: 'oldPlan', stands: oldPlanGone });
    expect(run).toMatchObject({ state: { is: 'completed' } });
    expect(run.cancelled).toEqual(['an-earlier-one', 'sub-ENTERPRISEWITHSCAL']);
    expect(written(run)).toEqual({ what: 'completed', details: { cancelled: 2 } });
  });

  it('is not what is waited for in another task', () => {
    for (const task of ['buy', 'placeOrder'] as const)
      expect(found(guided(task), { found: 'oldPlan', stands: oldPlanGone })).toEqual(guided(task));
    expect(refusal(guided('buy'), { ...done, renewal: 'off' })).toEqual({ why: 'notNow' });
  });

  it('lets people be moved back, as buying does not', () => {
    const moved = { reassign: someWork({ done: 25 }) };
    expect(told(guided('cancel'), { do: 'undo' }).state.is).toBe('undoing');
    expect(refusal(guided('buy', moved), { do: 'undo' })).toEqual({ why: 'notNow' });
  });
});
