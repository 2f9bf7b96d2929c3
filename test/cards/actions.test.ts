import { describe, expect, it } from '@jest/globals';
import type { Verb } from '../../src/upgrade/run/commands.js';
import { usualPermissions } from '../../src/upgrade/run/decide.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import { aBlocker, aFailure, aRun, aSource, at, available, blocked, now, runIn, someWork } from '../support/runs.js';
import { cardOf, cards, elementsOf, everyCard, executesOf, inputsOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const expected: Record<RunState['is'], { card: string; verbs: string[]; inputs: string[] }> = {
  assessed: {
    card: 'upgrade-available',
    verbs: [...Array<string>(5).fill('choosePlan'), 'comparePlans', 'upgradeManually', 'check'],
    inputs: [],
  },
  choosingPlan: {
    card: 'plans',
    verbs: [...Array<string>(3).fill('choosePlan'), 'comparePlans', 'splitPeople'],
    inputs: ['plan', 'by', 'who', 'rest'],
  },
  beforeYouBegin: {
    card: 'before-you-begin',
    verbs: ['acknowledge', 'schedule', 'comparePlans'],
    inputs: ['date', 'time'],
  },
  manualBuy: { card: 'manual-buy', verbs: ['useSubscription', 'buyNew', 'comparePlans'], inputs: [] },
  cart: {
    card: 'cart',
    verbs: ['goToCheckout', 'updateCart', 'comparePlans'],
    inputs: ['billingCycle', 'quantity'],
  },
  checkout: {
    card: 'checkout',
    verbs: ['changeSoldTo', 'changeBilledTo', 'placeOrder', 'backToCart'],
    inputs: [
      ...['soldTo', 'billedTo'].flatMap((party) =>
        [
          'companyName',
          'firstName',
          'lastName',
          'email',
          'phoneNumber',
          'addressLine1',
          'addressLine2',
          'postalCode',
          'city',
          'state',
          'country',
        ].map((field) => `${party}_${field}`),
      ),
    ],
  },
  preparing: { card: 'progress', verbs: ['status', 'stop'], inputs: [] },
  ordering: { card: 'progress', verbs: ['status'], inputs: [] },
  creditCheck: { card: 'credit-check', verbs: ['status'], inputs: [] },
  transition: { card: 'progress', verbs: ['status'], inputs: [] },
  restoring: { card: 'progress', verbs: ['status', 'pause', 'report'], inputs: [] },
  scheduled: {
    card: 'scheduled',
    verbs: ['schedule', 'startNow', 'unschedule', 'stop'],
    inputs: ['date', 'time'],
  },
  locating: { card: 'progress', verbs: ['status', 'stop'], inputs: [] },
  undoing: { card: 'progress', verbs: ['status', 'pause', 'report'], inputs: [] },
  reassigning: { card: 'progress', verbs: ['status', 'pause', 'report', 'stop'], inputs: [] },
  cancelling: { card: 'progress', verbs: ['status', 'report'], inputs: [] },
  manualVerify: { card: 'manual-verify', verbs: ['buyMore', 'check'], inputs: [] },
  manualReassign: {
    card: 'manual-reassign',
    verbs: ['reassign', 'reassign', 'schedule'],
    inputs: ['pilot', 'people', 'date', 'time'],
  },
  manualCancel: { card: 'manual-cancel', verbs: ['keepOld', 'report', 'undo', 'cancelOld'], inputs: [] },
  kept: { card: 'manual-cancel', verbs: ['report', 'undo', 'cancelOld'], inputs: [] },
  paused: { card: 'progress', verbs: ['resume', 'status', 'report', 'undo', 'stop'], inputs: [] },
  needsAttention: {
    card: 'needs-attention',
    verbs: ['retry', 'comparePlans', 'upgradeManually', 'buyByHand', 'stop'],
    inputs: [],
  },
  adminTask: { card: 'admin-task', verbs: ['taskDone', 'status', 'stop'], inputs: [] },
  completed: { card: 'completed', verbs: ['report'], inputs: [] },
  stopped: { card: 'stopped', verbs: ['check', 'report'], inputs: [] },
  handedOver: { card: 'not-direct', verbs: ['check'], inputs: [] },
};

describe.each(['en', 'sv'] as const)('in %s', (language) => {
  it.each(Object.entries(expected))('the state %s has its card, verbs and inputs', (state, { card, verbs, inputs }) => {
    const rendered = cards.run(runIn[state as RunState['is']](), { ...alex, language }, { now });
    expect(rendered.id).toBe(card);
    expect(verbsOf(rendered.card)).toEqual(verbs);
    expect(inputsOf(rendered.card).map((input) => input.id)).toEqual(inputs);
  });
});

describe('every action', () => {
  it('of a run carries the run, its revision and the card', () => {
    const [action] = executesOf(cards.run(runIn.cart(), alex, { now }).card);
    expect(action?.data).toEqual({ runId: 'run-1', revision: 7, card: 'cart' });
  });

  it('that takes no input does not wait for the inputs to be filled in', () => {
    const byVerb = new Map(executesOf(cards.run(runIn.cart(), alex, { now }).card).map((one) => [one.verb, one]));
    expect(byVerb.get('updateCart')?.associatedInputs).toBe('auto');
    expect(byVerb.get('comparePlans')?.associatedInputs).toBe('none');
  });

  it('carries what was chosen', () => {
    const choices = executesOf(cards.run(runIn.assessed(), alex, { now }).card).filter(
      (one) => one.verb === 'choosePlan',
    );
    expect(choices.map((one) => (one.data as { plan: string }).plan)).toEqual([
      'ENTERPRISEPREMIUM',
      'SPE_E5',
      'SPE_E5_NOPSTNCONF',
      'ENTERPRISEPACK',
      'SPE_E3',
    ]);
    const cancel = executesOf(cards.run(runIn.manualCancel(), alex, { now }).card).find(
      (one) => one.verb === 'cancelOld',
    );
    expect(cancel?.data).toMatchObject({ confirm: 'true' });
    const [acknowledge] = executesOf(cards.run(runIn.beforeYouBegin(), alex, { now }).card);
    expect(acknowledge?.data).toMatchObject({ understood: 'true' });
  });
});

describe('buttons appear only when they can work', () => {
  it('a plan is no button for whoever may not choose it, and is shown all the same', () => {
    const seen = (role: 'globalAdministrator' | 'globalReader') =>
      elementsOf(cards.run(runIn.assessed(), { ...alex, roles: [role] }, { now }).card);
    const isButton = ({ type }: { type?: unknown }) => type === 'CompoundButton';
    expect(seen('globalAdministrator').filter(isButton)).toHaveLength(5);
    expect(seen('globalReader').filter(isButton)).toHaveLength(0);
    expect(seen('globalReader').filter(({ text }) => /^\d · /.test(String(text)))).toHaveLength(5);
  });

  const isLicensed = { ...alex, roles: ['licenseAdministrator'] as const };
  const isBilling = { ...alex, roles: ['billingAdministrator'] as const };
  const isReader = { ...alex, roles: ['globalReader'] as const };
  const textOf = (card: unknown): string => JSON.stringify(card);

  it('for somebody who may not buy, the cart is for reading and names the roles', () => {
    const { card } = cards.run(runIn.cart(), isLicensed, { now });
    expect(verbsOf(card)).toEqual(['comparePlans']);
    expect(inputsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('Global Administrator or Billing Administrator');
  });

  it('for somebody who may not assign, step 3 is for reading', () => {
    const { card } = cards.run(runIn.manualReassign(), isBilling, { now });
    expect(verbsOf(card)).toEqual([]);
    expect(inputsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('License Administrator');
  });

  it('for a reader, nothing on any card changes anything', () => {
    const changing = everyCard(cards, isReader).flatMap(([, { card }]) =>
      verbsOf(card).filter((verb) => verb in usualPermissions && usualPermissions[verb as Verb] !== 'see'),
    );
    expect(changing).toEqual([]);
  });

  it('and so do the words that stand for them', () => {
    const said = (viewer: typeof alex) => textOf(cards.run(runIn.cart(), viewer, { now }).card);
    expect(said(alex)).toContain('quantity 30');
    expect(said(isReader)).not.toContain('quantity 30');
    expect(said(isReader)).toContain('You can also write: another plan');
  });

  it('the manual way is offered only where the article allows it', () => {
    const wait = aRun({ assessment: blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')]) });
    const go = aRun({ assessment: blocked([aBlocker('NOT_ELIGIBLE')]) });
    expect(verbsOf(cards.run(wait, alex, { now }).card)).toEqual(['watch', 'check']);
    expect(verbsOf(cards.run(go, alex, { now }).card)).toEqual(['check', 'upgradeManually']);
    const guided = { ...go, commerce: 'admin-center' } as const;
    expect(verbsOf(cards.run(guided, alex, { now }).card)).toEqual(['check', 'upgradeManually']);
  });

  it('what the commerce has no API for is not called destructive: it leads to a guide', () => {
    const guided = { ...runIn.manualCancel(), commerce: 'admin-center' } as const;
    const { card } = cards.run(guided, alex, { now });
    expect(verbsOf(card)).toEqual(['cancelOld', 'keepOld', 'report', 'undo']);
    expect(executesOf(card).map((action) => action.style)).not.toContain('destructive');
    expect(textOf(card)).toContain('show you how to cancel');
  });

  it('an owned subscription is offered, those with room for everyone first', () => {
    const owned = [
      { subscriptionId: 'small', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 5 },
      { subscriptionId: 'other-plan', sku: 'SPE_E5', seats: 50, free: 50 },
      { subscriptionId: 'fits', sku: 'ENTERPRISEPREMIUM', seats: 50, free: 25 },
    ];
    const run = { ...runIn.manualBuy(), assessment: available({ source: aSource({ owned }) }) };
    const { card } = cards.run(run, alex, { now });
    const uses = executesOf(card).filter((action) => action.verb === 'useSubscription');
    expect(uses.map((action) => (action.data as { subscription: string }).subscription)).toEqual(['fits', 'small']);
    expect(JSON.stringify(card)).toContain('Use these and buy 20 more');
    expect(textOf(card)).toContain('3 · Office 365 E5: 25 free of 50');
  });

  it('an owned subscription with too few licenses is not offered where licenses cannot be added by API', () => {
    const owned = [{ subscriptionId: 'small', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 5 }];
    const run = { ...runIn.manualBuy(), commerce: 'admin-center' as const };
    const { card } = cards.run({ ...run, assessment: available({ source: aSource({ owned }) }) }, alex, { now });
    expect(verbsOf(card)).not.toContain('useSubscription');
  });

  it('an owned subscription tells in Swedish of one free license as of one, offered or not', () => {
    const owned = [{ subscriptionId: 'small', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 1 }];
    const run = { ...runIn.manualBuy(), assessment: available({ source: aSource({ owned }) }) };
    const shown = (commerce: Run['commerce']) =>
      textOf(cards.run({ ...run, commerce }, { ...alex, language: 'sv' }, { now }).card);
    expect(shown('partner-center')).toContain('Office 365 E5: 1 ledig av 5');
    expect(shown('admin-center')).toContain('Office 365 E5: 1 ledig, 25 behövs');
  });

  it('moving everyone back is offered while there is somebody to move and a plan to move to, and never first', () => {
    const moved = { ...runIn.manualCancel(), reassign: someWork() };
    const shown = (run: Run) => verbsOf(cards.run(run, alex, { now }).card);
    const states: RunState[] = [
      { is: 'manualReassign' },
      { is: 'manualCancel' },
      { is: 'completed', at, oldPlanKept: true },
      { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
    ];
    for (const state of states) {
      expect(shown({ ...moved, state })).toContain('undo');
      expect(shown({ ...moved, state, cancelled: ['sub-1'] })).not.toContain('undo');
      expect(shown({ ...moved, state, reassign: null })).not.toContain('undo');
      const [first] = cards.run({ ...moved, state }, alex, { now }).card.actions as { type: string }[];
      expect(first?.type).not.toBe('Action.ShowCard');
    }
  });

  it('trying again is offered when somebody could not be moved', () => {
    const run = { ...runIn.manualReassign(), reassign: someWork({ failures: [aFailure()] }) };
    expect(verbsOf(cards.run(run, alex, { now }).card)).toContain('retryFailed');
    expect(verbsOf(cards.run(runIn.manualReassign(), alex, { now }).card)).not.toContain('retryFailed');
  });
});

describe('a run that was stopped', () => {
  it('never says that nothing was bought while the outcome of its order is unknown', () => {
    const { order } = runIn.ordering();
    const card = cards.run({ ...runIn.stopped(), order, reassign: null }, alex, { now }).card;
    const text = JSON.stringify(card);
    expect(text).toContain('may still go through');
    expect(text).not.toContain('Nothing was bought');
  });
});

describe('a button', () => {
  it('brings a total up to date where there is one, and else saves what was changed', () => {
    const titleOf = (context: object) =>
      executesOf(cards.run(runIn.cart(), alex, { now, ...context }).card).find(({ verb }) => verb === 'updateCart')
        ?.title;
    const prices = {
      prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly: 412.5, annual: 4_455 }],
      invoiceFrom: [],
    };
    expect(titleOf({ prices })).toBe('Update total');
    expect(titleOf({})).toBe('Save changes');
  });

  it('does not move everyone back where that is paused: going on does', () => {
    const paused = cardOf('undo paused', alex);
    expect(verbsOf(paused)).toContain('resume');
    expect(verbsOf(paused)).not.toContain('undo');
  });

  it('stands first, and so does its number in what can be written', () => {
    const owned = cardOf('owned without Teams', alex);
    const titles = elementsOf(owned).flatMap(({ text }) => /^(\d) · /.exec(String(text))?.[1] ?? []);
    expect(titles).toEqual(['2', '1', '3']);
    expect(JSON.stringify(owned)).toContain('use 2 ·');
  });
});
