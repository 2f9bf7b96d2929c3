import { describe, expect, it } from '@jest/globals';
import { nextStepNeeds } from '../../../src/upgrade/run/next-step.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { Verification } from '../../../src/upgrade/run/verification.js';
import { aVerification } from '../../support/findings.js';
import { anOrder, aSplit, at, now, runIn } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { found, heard, refusal, told, written } from './steps.js';

/** Step 2 of the manual path: the new plan is looked at until people can be moved to it. */

type Verifying = Extract<RunState, { is: 'manualVerify' }>;
const short = aVerification({ seats: 20, checkedAt: at });
const verifying = (state: Partial<Verifying> = {}, more: Partial<Run> = {}): Run => {
  const run = runIn.manualVerify();
  return { ...run, ...more, state: { ...(run.state as Verifying), seen: short, ...state } };
};
const look = (run: Run, seen: Verification, more: object = {}, when = now): Run =>
  found(run, { found: 'verification', seen, ...more }, when);
const snapshot = runIn.manualReassign().snapshot;
const terms = { autoRenew: true, endsAt: at } as NonNullable<Run['termsOfOld']>;

describe('a new plan that is ready', () => {
  const ready = aVerification({ seats: 40, losingTeams: 3 });

  it.each<[string, Run['snapshot'], object, string[]]>([
    ['after everyone was written down', null, { is: 'preparing', since: at, nextAt: at, before: 'reassign' }, []],
    ['at once where that was done', snapshot, { is: 'manualReassign' }, ['readyToReassign']],
  ])('lets people be moved %s', (_, kept, state, notices) => {
    const run = look(verifying({}, { snapshot: kept, seatsToBuy: 5 }), ready, { termsOfOld: terms });
    expect(run.state).toEqual(state);
    expect(run).toMatchObject({ seatsToBuy: null, growing: null, termsOfOld: terms, losingTeams: 3 });
    expect(heard(run)).toEqual(notices);
    expect(written(run)).toEqual({ what: 'verified', details: { seats: 40 } });
  });

  it('keeps of two plans what those lose who were named', () => {
    const losing = { people: 2, byService: {} } as never;
    const run = look(verifying({}, { split: aSplit() }), ready, { losingOfFirst: losing });
    expect(run.split?.losing).toEqual(losing);
    const none = look(verifying({}, { split: aSplit({ losing }) }), ready);
    expect(none.split?.losing).toBeNull();
  });
});

describe('a new plan that is not ready', () => {
  const fewer = aVerification({ seats: 19, checkedAt: at });

  it.each<[string, Run, Verification, object, boolean]>([
    ['is told when it is seen first', verifying({ seen: null }), short, {}, true],
    ['is told when it has changed', verifying(), fewer, {}, true],
    [
      'is told when it is of the other one of two plans',
      verifying({}, { split: aSplit() }),
      short,
      { plan: 'SPE_E5' },
      true,
    ],
    [
      'is not told again while it is the same',
      verifying(),
      { ...short, checkedAt: '2026-03-04T10:00:00.000Z' },
      {},
      false,
    ],
  ])('%s', (_, before, seen, more, isTold) => {
    const run = look(before, seen, { ...more, termsOfOld: terms });
    expect(run.revision).toBe(before.revision + (isTold ? 1 : 0));
    if (isTold) expect(written(run)).toMatchObject({ what: 'verification' });
    expect(run.state).toMatchObject({ is: 'manualVerify', seen });
    expect(run.termsOfOld).toEqual(terms);
    expect(heard(run)).toEqual([]);
  });

  it('is looked at ever more rarely, at least every hour, or as soon as somebody asks', () => {
    const since = (minutes: number) => verifying({ since: minutesOn(-minutes).toISOString() });
    expect(look(since(40), fewer).state).toMatchObject({ nextAt: minutesOn(10).toISOString() });
    expect(look(since(600), fewer).state).toMatchObject({ nextAt: minutesOn(60).toISOString() });
    const checked = told(since(600), { do: 'check' });
    expect(checked).toEqual({ ...since(600), state: { ...since(600).state, nextAt: at } });
  });

  it('is looked at from the beginning after something that was not foreseen', () => {
    const run = found(verifying(), { found: 'defect', text: 'A surprise.' });
    const trouble = { is: 'unexpected', text: 'A surprise.' };
    expect(run.state).toEqual({ is: 'needsAttention', since: at, trouble, resume: { is: 'manualVerify' } });
  });

  it.each<[string, Partial<Verification>, 'buy' | undefined]>([
    ['a seat is missing', { seats: 24 }, 'buy'],
    ['no seat is', { notProvisioned: ['Exchange Online'] }, undefined],
    ['nothing of it lasts', { active: false, seats: 0 }, undefined],
  ])('waits for a buyer where nothing was ordered and %s, else for Microsoft', (_, change, needs) => {
    expect(nextStepNeeds(verifying({ seen: aVerification(change) }, { order: null }))).toBe(needs);
  });
});

describe('seats that are missing', () => {
  const owned = { order: null, earlierOrders: [] };
  const growable = { commerceId: 'c-one', seats: 20 };

  it('are added to the subscription that there is, where that can be ordered from here', () => {
    const run = told(verifying({ seen: aVerification({ seats: 20, growable }) }, owned), { do: 'buyMore' });
    expect(run.state).toEqual({ is: 'cart' });
    expect(run).toMatchObject({ growing: growable, seatsToBuy: 5 });
    expect(written(run)).toEqual({ what: 'buyMore', details: { missing: 5 } });
  });

  it('are bought by an admin where it cannot', () => {
    const run = told(verifying({}, { ...owned, commerce: 'admin-center' }), { do: 'buyMore' });
    expect(run).toMatchObject({ state: { is: 'adminTask', task: 'buy' }, growing: null, seatsToBuy: 5 });
    expect(written(run)).toEqual({ what: 'buyMore', details: { missing: 5 } });
  });

  const annual = anOrder({ kind: 'purchase', outcome: 'completed', billingCycle: 'annual', term: 'P1Y' });
  it.each<[string, Run['earlierOrders'], object]>([
    ['of the last order of the plan', [annual, anOrder({ plan: 'SPE_E3' })], { billingCycle: 'annual', term: 'P1Y' }],
    [
      'that are usual where there was none',
      [anOrder({ ...annual, plan: 'SPE_E3' })],
      { billingCycle: 'monthly', term: 'P1Y' },
    ],
  ])('are bought on the terms %s', (_, earlierOrders, expected) => {
    const run = told(verifying({}, { ...owned, earlierOrders }), { do: 'buyMore' });
    expect(run.cart).toMatchObject({ quantity: 5, ...expected });
  });

  it.each<[string, Run]>([
    ['before the plan was looked at', verifying({ seen: null }, owned)],
    ['before a plan was chosen', verifying({}, { ...owned, plan: null })],
  ])('are none %s', (_, run) => {
    expect(refusal(run, { do: 'buyMore' })).toEqual({ why: 'notNow' });
  });

  it('may be taken of what will not last, which is written down', () => {
    const passing = [{ subscriptionId: 'a-trial', seats: 25, because: 'trial' as const, until: null }];
    const accept = { do: 'useSubscription', subscription: 'a-trial', accept: true } as const;
    const run = told(verifying({ seen: aVerification({ seats: 0, passing }) }), accept);
    expect(run).toMatchObject({ accepted: ['a-trial'], state: { is: 'manualVerify', seen: null } });
    expect(written(run).details).toEqual({ subscription: 'a-trial', because: 'trial' });
    expect(refusal(verifying({ seen: null }), accept)).toEqual({ why: 'unknownSubscription' });
  });
});
